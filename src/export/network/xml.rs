//! XML, indented; what no XML may hold is a box.

use std::io::{self, Write};

pub(super) use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use quick_xml::writer::ElementWriter;

pub(super) type Xml<'w> = Writer<&'w mut dyn Write>;

/// A writer that has written the declaration.
pub(super) fn start(out: &mut dyn Write) -> io::Result<Xml<'_>> {
    let mut xml = Writer::new_with_indent(out, b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    Ok(xml)
}

/// An element with attributes and nothing inside.
pub(super) fn empty(xml: &mut Xml<'_>, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    element(xml, name, attributes).write_empty().map(drop)
}

/// An element with a text.
pub(super) fn leaf(xml: &mut Xml<'_>, name: &str, attributes: &[(&str, &str)], text: &str) -> io::Result<()> {
    element(xml, name, attributes).write_text_content(BytesText::new(&tame(text))).map(drop)
}

/// An element with others inside.
pub(super) fn within(
    xml: &mut Xml<'_>,
    name: &str,
    attributes: &[(&str, &str)],
    inside: impl FnOnce(&mut Xml<'_>) -> io::Result<()>,
) -> io::Result<()> {
    element(xml, name, attributes).write_inner_content(inside).map(drop)
}

fn element<'x, 'w>(
    xml: &'x mut Xml<'w>,
    name: &'x str,
    attributes: &[(&str, &str)],
) -> ElementWriter<'x, &'w mut dyn Write> {
    let start = xml.create_element(name);
    attributes.iter().fold(start, |element, (key, value)| element.with_attribute((*key, tame(value).as_str())))
}

/// XML 1.0, section 2.2: control characters stand in no document, escaped or not.
fn tame(text: &str) -> String {
    let may = |letter: char| !letter.is_control() && !matches!(letter, '\u{fffe}' | '\u{ffff}');
    text.chars().map(|letter| if may(letter) { letter } else { '\u{fffd}' }).collect()
}
