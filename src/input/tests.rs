use super::*;
use crate::diagnostic::Diagnostic;
use crate::tables::{self, TableRow as _, TableSpec};

const SOURCES: TableSpec = tables::Source::TABLE;

const HEADER: &str = "id,title,publisher,date,licence,url\n";

fn sources(bytes: &[u8]) -> (Vec<(u64, String)>, Vec<String>) {
    let read = read_csv("sources.csv", bytes, SOURCES.columns, Blanks::Stated);
    let rows = read.rows.into_iter().map(|row| (row.line, row["id"].clone())).collect();
    (rows, read.diagnostics.iter().map(Diagnostic::to_string).collect())
}

#[track_caller]
fn good(text: &str, expected: &[(u64, &str)]) {
    let (rows, diagnostics) = sources(text.as_bytes());
    assert_eq!(diagnostics, Vec::<String>::new());
    let rows: Vec<_> = rows.iter().map(|(line, id)| (*line, id.as_str())).collect();
    assert_eq!(rows, expected);
}

#[track_caller]
fn bad(bytes: &[u8], expected: &[&str]) {
    let (_, diagnostics) = sources(bytes);
    assert_eq!(diagnostics, expected);
}

#[test]
fn lines_are_counted_as_an_editor_counts_them() {
    good(&format!("{HEADER}a,A,P,,,\nb,B,P,,,\n"), &[(2, "a"), (3, "b")]);
    good(&format!("\u{feff}{HEADER}a,A,P,,,"), &[(2, "a")]);
    good(&format!("{HEADER}a,A,P,,,\nb,B,P,,,\n").replace('\n', "\r\n"), &[(2, "a"), (3, "b")]);
    good(&format!("{HEADER}\n\na,\"A\nstill A\",P,,,\n\nb,B,P,,,\n"), &[(4, "a"), (7, "b")]);
    good(&format!("{HEADER}a,A,P,,,\nb,B,P,,,\n").replace('\n', "\r"), &[(2, "a"), (3, "b")]);
    good("licence,date,publisher,url,title,id\nfree,2024,P,,A,a\n", &[(2, "a")]);
    good(HEADER, &[]);
}

#[test]
fn faults_of_form_are_named() {
    bad(b"", &["error: sources.csv: the file is empty; its first line is: id,title,publisher,date,licence,url"]);
    bad(
        b"id,titel,publisher,date,licence,date,url\n",
        &[
            "error: sources.csv:1: column titel: \"titel\": the table has no such column; did you mean title?",
            "error: sources.csv:1: column date: \"date\": a column stands in the header once; take one of them out",
            "error: sources.csv:1: column title: a column of the table is missing; add title to the header; its cells may be empty unless required",
        ],
    );
    bad(
        HEADER.replace(',', ";").as_bytes(),
        &[
            "error: sources.csv:1: \"id;title;publisher;date;licence;url\": cells are parted by commas; save it as CSV with commas",
        ],
    );
    bad(
        b"id,title,publisher,date,licence,url,\n",
        &["error: sources.csv:1: column : \"\": a column has a name; name it, or take its comma out of every line"],
    );
    bad(
        format!("{HEADER}a,\"A\rB,P,,,").as_bytes(),
        &["error: sources.csv:2: a quote opens here and is never closed; close it at the end of its cell"],
    );
    bad(
        format!("{HEADER}a,A\nb,B,P,,,,\n").as_bytes(),
        &[
            "error: sources.csv:2: the row is short: it has 2 cells, the header 6; write a comma for each cell that is blank, those at its end too",
            "error: sources.csv:3: a row has as many fields as the header: 6, this one has 7; put quotes around a cell that holds a comma; end no line with one",
        ],
    );
    bad(
        format!("{HEADER}a,\"A,P,,,\nb,B,P,,,\n").as_bytes(),
        &["error: sources.csv:2: a quote opens here and is never closed; close it at the end of its cell"],
    );
    bad(
        format!("{HEADER}a,\"A,P,,,\nb,\"B\",P,,,\n").as_bytes(),
        &[
            "error: sources.csv:2: a quote opens here and closes inside a cell on line 3; close it at the end of its cell; write a quote inside a cell twice",
        ],
    );
    bad(
        b"id,title,publisher,date,licence,url\na,\xff,P,,,\nb,B,\xc3(,,\n",
        &[
            "error: sources.csv:2: the file is not UTF-8: byte 0xFF at position 3; save it as UTF-8",
            "error: sources.csv:3: the file is not UTF-8: byte 0xC3 at position 5; save it as UTF-8",
        ],
    );
    bad(
        format!("{HEADER}a,A\u{1b}[2J,P,,,\n").as_bytes(),
        &["error: sources.csv:2: a control character stands in the line: '\\u{1b}'; take it out"],
    );
    bad(
        format!("{HEADER}a,A\u{202e}B,P,,,\n").as_bytes(),
        &["error: sources.csv:2: a control character stands in the line: '\\u{202e}'; take it out"],
    );
}

#[test]
fn a_file_of_junk_is_named_a_thousand_times_and_counted() {
    let (_, diagnostics) = sources(format!("{HEADER}{}", "x\n".repeat(1500)).as_bytes());
    assert_eq!(diagnostics.len(), 1001);
    assert!(
        diagnostics[999].starts_with("error: sources.csv:1001: the row is short: it has 1 cell, the header 6"),
        "{}",
        diagnostics[999]
    );
    assert_eq!(diagnostics[1000], "error: sources.csv: 500 more lines are wrong; mend those named, then look again");
}

#[test]
fn a_users_file_may_leave_columns_out() {
    let read = read_csv("s.csv", b"id,title\na,A\n", SOURCES.columns, Blanks::Implied(&["publisher"]));
    assert_eq!((read.diagnostics.len(), read.rows[0].cell("title")), (0, "A"));
    let read = read_csv("s.csv", b"id,title\na,A\n", SOURCES.columns, Blanks::Implied(&[]));
    assert_eq!(read.diagnostics.len(), 1);
}

/// A folder of the six places that a test may spoil; gone when the test ends.
struct Folder(std::path::PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("corridor-input-{name}-{}", std::process::id()));
        for inner in ["measures", "scenarios"] {
            std::fs::create_dir_all(path.join(inner)).unwrap();
        }
        for (file, bytes) in tiny() {
            std::fs::write(path.join(file), bytes).unwrap();
        }
        Self(path)
    }

    fn diagnostics(&self) -> Vec<String> {
        read(Source::Folder(&self.0)).unwrap().diagnostics.iter().map(Diagnostic::to_string).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_folder_reads_as_what_is_embedded() {
    let folder = Folder::new("same");
    let (one, other) = (read(Source::Folder(&folder.0)).unwrap(), read(Source::Files(&tiny())).unwrap());
    assert_eq!((one.diagnostics.len(), &one.sha256), (0, &other.sha256));
    assert_eq!((one.name.as_str(), one.rows("places").len(), one.scenarios.len()), ("corridor-tiny", 6, 3));
    std::fs::write(folder.0.join("notes.txt"), "left alone").unwrap();
    assert_eq!(read(Source::Folder(&folder.0)).unwrap().sha256, other.sha256);
    std::fs::write(folder.0.join("scenarios/more.toml"), "").unwrap();
    assert_ne!(read(Source::Folder(&folder.0)).unwrap().sha256, other.sha256);
}

#[test]
fn files_that_are_none_are_named_all_at_once() {
    let folder = Folder::new("spoilt");
    let path = |name: &str| folder.0.join(name);
    std::fs::remove_file(path("places.csv")).unwrap();
    std::fs::create_dir(path("places.csv")).unwrap();
    std::fs::remove_file(path("links.csv")).unwrap();
    std::fs::write(path("link.csv"), "id\n").unwrap();
    std::fs::write(path("modes.csv"), "").unwrap();
    std::fs::File::create(path("flows.csv")).unwrap().set_len((8 << 20) + 1).unwrap();
    std::fs::write(path("datapackage.json"), "{\"name\": \"x\"").unwrap();
    std::fs::write(path("scenarios/bad.toml"), b"id = \"\xff\"").unwrap();
    let diagnostics = folder.diagnostics();
    for expected in [
        "warning: link.csv: no table has this name: the file is not read; did you mean links.csv?",
        "error: datapackage.json:1: not JSON",
        "error: places.csv: a folder stands where a file is meant",
        "error: links.csv: the file is missing",
        "error: modes.csv: the file is empty",
        "error: flows.csv: the file is larger than 8 MiB",
        "error: scenarios/bad.toml:1: the file is not UTF-8",
    ] {
        assert!(
            diagnostics.iter().any(|diagnostic| diagnostic.starts_with(expected)),
            "{expected}\nin {diagnostics:#?}"
        );
    }
    // What the lost files held is not missed by others.
    let all = crate::input::read(Source::Folder(&folder.0)).unwrap();
    assert!(["places.csv", "links.csv", "modes.csv", "flows.csv"].iter().all(|file| all.broken.contains(*file)));
}

#[test]
fn a_folder_that_is_none_is_an_error() {
    let missing = read(Source::Folder(std::path::Path::new("/no/such/folder"))).unwrap_err();
    assert_eq!(missing.to_string(), "/no/such/folder: there is no such folder; check its name");
    let folder = Folder::new("file");
    let file = read(Source::Folder(&folder.0.join("places.csv"))).unwrap_err();
    assert!(
        file.to_string().ends_with("an atlas is a folder, this is a file; name the folder that holds it"),
        "{file}"
    );
    assert!(read_file(&folder.0).unwrap_err().to_string().contains("a folder stands where a file is meant"));
    assert_eq!(read_file(&folder.0.join("sources.csv")).unwrap(), std::fs::read("data/tiny/sources.csv").unwrap());
}

#[test]
fn a_package_has_a_name_and_a_version() {
    let said = |text: &[u8]| label(text).unwrap_err().iter().map(Diagnostic::to_string).collect::<Vec<_>>();
    const MISSING: &str = "this key is missing, or no text of one line; write";
    assert_eq!(
        said(b"{}"),
        [
            format!("error: datapackage.json: column name: {MISSING} \"name\": \"...\""),
            format!("error: datapackage.json: column version: {MISSING} \"version\": \"...\""),
        ]
    );
    for (text, shown) in [("3", "3"), ("\"\"", "\\\"\\\""), ("\"\\u001b[2J\"", "\\\"\\\\u001b[2J\\\"")] {
        assert_eq!(
            said(format!("{{\"name\": {text}, \"version\": \"1\"}}").as_bytes()),
            [format!("error: datapackage.json: column name: \"{shown}\": {MISSING} \"name\": \"...\"")]
        );
    }
    assert_eq!(said(b"[]").len(), 2);
    assert!(said(b"{\n\"name\"}")[0].starts_with("error: datapackage.json:2: not JSON: "));
    let own = label(data_package("a", "A", "1").as_bytes()).unwrap();
    assert_eq!((own.name.as_str(), own.version.as_str()), ("a", "1"));
}
