//! `actors.csv`.

use crate::tables::{Kind, record};

record! {
    ActorRow, "actors", "A ready set of parties, for `--actor`.";
    id: required Kind::Key, "", "Its id.";
    name: required Kind::Text, "", "Its name.";
    seller: optional Kind::Ref(&["parties"]), "", "Who sells.";
    buyer: optional Kind::Ref(&["parties"]), "", "Who buys.";
    goods_owner: optional Kind::Ref(&["parties"]), "", "Who owns the goods on the way.";
    carrier: optional Kind::Ref(&["parties"]), "", "Who carries them.";
    vessel: optional Kind::Ref(&["parties"]), "", "The vessel.";
    flag: optional Kind::Ref(&["parties"]), "", "Whose flag it flies.";
    insurer: optional Kind::Ref(&["parties"]), "", "Who insures.";
    bank: optional Kind::Ref(&["parties"]), "", "Who pays or finances.";
    broker: optional Kind::Ref(&["parties"]), "", "Who brokers.";
    operator: optional Kind::Ref(&["parties"]), "", "Who runs the links and places; blank: their own operators.";
    source: required Kind::Refs(&["sources"]), "", "Ids of sources.csv.";
    note: optional Kind::Text, "", "What else a reader should know.";
}
