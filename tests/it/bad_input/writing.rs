//! A disk that is full, a pipe that is closed, a run that is interrupted: the old file as it was, nothing left beside it.

use std::fs;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::support::{Line, Ran, Scratch, program, ran, refusal};

fn corridor(line: impl Line) -> Command {
    let mut command = program(line);
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

/// The shell lets no file grow beyond 512 bytes.
#[test]
fn a_file_that_cannot_grow_leaves_the_old_one() {
    let scratch = Scratch::new();
    let out = scratch.file("out.json", "old");
    let run = |rest: &str| {
        let limited = format!("ulimit -f 1; trap '' XFSZ; exec \"$0\" {rest}");
        let mut shell = Command::new("sh");
        shell.args(["-c", &limited, env!("CARGO_BIN_EXE_corridor"), &out, &scratch.path("atlas")]);
        let Ran { code, stderr, .. } = ran(shell.stdin(Stdio::null()));
        (code, stderr)
    };
    let (code, said) = run("list links --format json --output \"$1\"");
    assert_eq!(code, Some(2), "{said}");
    assert!(said.starts_with(&format!("error: cannot write {out}: ")), "{said}");
    let (code, said) = run("init \"$2\"");
    assert_eq!(code, Some(2), "{said}");
    assert_eq!((scratch.names(), scratch.read("out.json")), (vec!["out.json".into()], "old".into()));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_an_error() {
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let printed = ran(program("list links").stdout(full));
    assert_eq!(printed.code, Some(2), "{printed:?}");
    assert!(printed.stderr.starts_with("error: cannot write to stdout: "), "{printed:?}");
    let said = refusal("list links --output /dev/full");
    assert!(said.starts_with("error: cannot write /dev/full: "), "{said}");
}

/// A reader that takes one byte of a long answer.
#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    use std::io::Read as _;
    let mut child = corridor("list links --format json").stdout(Stdio::piped()).spawn().unwrap();
    let mut pipe = child.stdout.take().unwrap();
    pipe.read_exact(&mut [0]).unwrap();
    drop(pipe);
    let ran = child.wait_with_output().unwrap();
    assert_eq!((ran.status.code(), ran.stderr.as_slice()), (Some(0), &b""[..]));
}

/// Interrupts after a while: was it ended by that?
fn interrupted(mut child: Child, after: Duration) -> bool {
    use std::os::unix::process::ExitStatusExt as _;
    std::thread::sleep(after);
    // It may be done already: then there is nobody to interrupt.
    let id = child.id().to_string();
    let _ = Command::new("kill").args(["-INT", &id]).stderr(Stdio::null()).status().unwrap();
    let status = child.wait().unwrap();
    let ended = status.signal() == Some(2) || status.code() == Some(130);
    assert!(ended || status.success(), "{status:?}");
    ended
}

/// Who was started in the background by a shell ignores interruptions, and so does all that it starts: then `env` of the GNU
/// tools makes the program hear them again.
fn interruptible(line: impl Line) -> Command {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0);
    if mask & 2 == 0 {
        return corridor(line);
    }
    let mut command = Command::new("env");
    command.args(["--default-signal=INT", env!("CARGO_BIN_EXE_corridor")]).args(line.words());
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

/// Whenever it comes: no folder or all of it, and nothing beside it.
#[test]
fn an_interruption_leaves_a_folder_whole_or_absent() {
    let whole = Scratch::new();
    assert!(corridor(["init", &whole.path("atlas")]).status().unwrap().success());
    let files = |scratch: &Scratch| fs::read_dir(scratch.0.join("atlas")).map_or(0, Iterator::count);
    let mut ended = 0;
    for step in 0..40 {
        let scratch = Scratch::new();
        // Half of them fill a folder that is there.
        let empty = step % 2 == 1;
        if empty {
            fs::create_dir(scratch.path("atlas")).unwrap();
        }
        let child = interruptible(["init", &scratch.path("atlas")]).spawn().unwrap();
        let was = interrupted(child, Duration::from_micros(1500 * step));
        ended += u32::from(was);
        let (left, found) = (scratch.names(), files(&scratch));
        assert!(left.iter().all(|name| name == "atlas"), "step {step}: {left:?}");
        assert!(found == files(&whole) || (was && found == 0), "step {step}: {found} files");
    }
    assert!(ended > 0, "no run was interrupted");
}

#[test]
fn an_interruption_of_a_long_run_leaves_the_old_file() {
    let scratch = Scratch::new();
    let out = scratch.path("out.json");
    let mut ended = 0;
    for step in 0..8 {
        fs::write(&out, "old").unwrap();
        // With ranges it takes seconds: a busy machine still interrupts it.
        let line = ("compare --ranges --origin KAZ --cargo crude cpc-closed --output", [&out]);
        let child = interruptible(line).spawn().unwrap();
        ended += u32::from(interrupted(child, Duration::from_millis(20 * step)));
        assert_eq!(scratch.names(), ["out.json"], "step {step}");
        let found = scratch.read("out.json");
        assert!(found == "old" || found.contains("cpc-closed"), "step {step}: {found}");
    }
    assert!(ended > 0, "no run was interrupted");
}
