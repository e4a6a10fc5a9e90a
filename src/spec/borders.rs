//! Whose borders a map draws.

use crate::model::string_enum;

string_enum! {
    /// Whose borders a map draws. Disputed lines and lines of control are dotted in both.
    Borders {
        /// Land belongs to the state to which the United Nations count it.
        Un = "un",
        /// Land belongs to whoever holds it, as Natural Earth draws it.
        DeFacto = "de-facto",
    }
}
