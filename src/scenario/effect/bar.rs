//! `bar = true`: not passed, or (without `on`) not traded at all. A bar wins over everything else.

use crate::network::Edit;

pub(super) fn edit() -> Edit {
    Edit { closed: true, ..Edit::default() }
}
