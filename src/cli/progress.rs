//! A bar on the terminal while an answer takes long.

use std::io::IsTerminal as _;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use corridor::{Progress, Session};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::Global;

/// What ends sooner shows no bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often the bar looks.
const LOOK: Duration = Duration::from_millis(100);

/// Does the work, and shows on a terminal how far it is; the bar is gone at the end.
pub(super) fn during<T>(session: &Session, global: &Global, work: impl FnOnce() -> T) -> T {
    // In a pipe or a log a bar would only be noise.
    if global.quiet || !std::io::stderr().is_terminal() {
        return work();
    }
    // Nothing is sent: dropping one end is the signal to stop.
    let (end, ended) = channel::<()>();
    let progress: Arc<Progress> = session.progress();
    let bar = thread::spawn(move || show(&progress, &ended));
    let done = work();
    drop(end);
    // A bar that fails has shown less, and that is all.
    let _ = bar.join();
    done
}

/// Until the other end of the channel is dropped.
fn show(progress: &Progress, ended: &Receiver<()>) {
    let waits = |time| ended.recv_timeout(time) == Err(RecvTimeoutError::Timeout);
    if !waits(PATIENCE) {
        return;
    }
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    // A template that cannot be read leaves the bar as `indicatif` draws it.
    if let Ok(style) = ProgressStyle::with_template("{wide_bar} {pos} of {len}, {eta} left") {
        bar.set_style(style);
    }
    loop {
        let (done, known) = progress.now();
        // Until an analysis has counted its steps there is no length to show.
        if known > 0 {
            bar.set_length(known);
            bar.set_position(done);
        }
        if !waits(LOOK) {
            break;
        }
    }
    bar.finish_and_clear();
}
