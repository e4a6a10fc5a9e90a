use crate::model::*;
pub fn matches_place(_: &Selector, _: &Atlas, _: PlaceIx) -> bool {
    false
}
pub fn matches_link(_: &Selector, _: &Atlas, _: LinkIx) -> bool {
    false
}
pub fn matches_transfer(_: &Selector, _: &Atlas, _: PlaceIx, _: Option<&Side>, _: &Side) -> bool {
    false
}
pub fn matches_trade(_: &Selector, _: &Atlas, _: &Trade) -> bool {
    false
}
