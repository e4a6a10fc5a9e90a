//! One table an answer as Parquet, for data frames: names and rows as in CSV, with types. Behind the feature `parquet`.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::Result;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;

use super::Format;
use super::frame::Frame;
use crate::query::Answer;
use crate::tables::Cell;

pub(super) struct Parquet;

impl Format for Parquet {
    fn write(&self, answer: &Answer, out: &mut dyn Write) -> io::Result<()> {
        // The writer must be `Send`, which `out` is not: the file is made in memory.
        let bytes = file(&Frame::of(answer, None)?).map_err(|error| io::Error::other(error.to_string()))?;
        out.write_all(&bytes)
    }
}

/// What the cells of a column are; a column of which nothing is known is of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ColumnKind {
    Flags,
    Integers,
    Numbers,
    Texts,
}

impl ColumnKind {
    fn of<'c>(cells: impl Iterator<Item = &'c Cell>) -> Self {
        let kinds = cells.filter_map(|cell| match cell {
            Cell::None => None,
            Cell::Flag(_) => Some(Self::Flags),
            Cell::Integer(_) => Some(Self::Integers),
            Cell::Number(_) => Some(Self::Numbers),
            Cell::Text(_) | Cell::Many(_) => Some(Self::Texts),
        });
        // Integers among numbers are numbers; any other mixture is text.
        let both = |one: Self, other: Self| match (one, other) {
            (one, other) if one == other => one,
            (Self::Integers, Self::Numbers) | (Self::Numbers, Self::Integers) => Self::Numbers,
            _ => Self::Texts,
        };
        kinds.reduce(both).unwrap_or(Self::Texts)
    }

    fn physical(self) -> (Physical, Option<LogicalType>) {
        match self {
            Self::Flags => (Physical::BOOLEAN, None),
            Self::Integers => (Physical::INT64, None),
            Self::Numbers => (Physical::DOUBLE, None),
            Self::Texts => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        }
    }
}

fn file(frame: &Frame) -> Result<Vec<u8>> {
    let kinds: Vec<ColumnKind> = frame.columns.iter().map(|(_, cells)| ColumnKind::of(cells.iter())).collect();
    let field = |((name, _), kind): (&(String, Vec<Cell>), &ColumnKind)| -> Result<Arc<Type>> {
        let (physical, logical) = kind.physical();
        let field = Type::primitive_type_builder(name, physical).with_logical_type(logical);
        // Any cell may be unknown.
        Ok(Arc::new(field.with_repetition(Repetition::OPTIONAL).build()?))
    };
    let fields = frame.columns.iter().zip(&kinds).map(field).collect::<Result<Vec<_>>>()?;
    let schema = Arc::new(Type::group_type_builder("corridor").with_fields(fields).build()?);
    let made_by = format!("corridor {}", env!("CARGO_PKG_VERSION"));
    let properties = Arc::new(WriterProperties::builder().set_created_by(made_by).build());
    let mut bytes = Vec::new();
    let mut file = SerializedFileWriter::new(&mut bytes, schema, properties)?;
    let mut group = file.next_row_group()?;
    for ((_, cells), kind) in frame.columns.iter().zip(&kinds) {
        // The schema is made of the same columns, so none is missing.
        let Some(writer) = group.next_column()? else { break };
        write(writer, *kind, cells.iter())?;
    }
    group.close()?;
    file.close()?;
    Ok(bytes)
}

fn write<'c>(
    writer: SerializedColumnWriter<'_>,
    kind: ColumnKind,
    cells: impl Iterator<Item = &'c Cell>,
) -> Result<()> {
    match kind {
        ColumnKind::Flags => batch::<BoolType>(writer, cells, |cell| match cell {
            Cell::Flag(flag) => Some(*flag),
            _ => None,
        }),
        ColumnKind::Integers => batch::<Int64Type>(writer, cells, |cell| match cell {
            Cell::Integer(number) => Some(*number),
            _ => None,
        }),
        #[allow(clippy::cast_precision_loss, reason = "years and ranks among quantities")]
        ColumnKind::Numbers => batch::<DoubleType>(writer, cells, |cell| match cell {
            Cell::Number(number) => Some(*number),
            Cell::Integer(number) => Some(*number as f64),
            _ => None,
        }),
        ColumnKind::Texts => {
            batch::<ByteArrayType>(writer, cells, |cell| text(cell).map(|text| ByteArray::from(text.as_str())))
        }
    }
}

/// Level 1 where a value is known, 0 where none is.
fn batch<'c, T: DataType>(
    mut writer: SerializedColumnWriter<'_>,
    cells: impl Iterator<Item = &'c Cell>,
    value: impl Fn(&Cell) -> Option<T::T>,
) -> Result<()> {
    let all: Vec<Option<T::T>> = cells.map(value).collect();
    let levels: Vec<i16> = all.iter().map(|value| i16::from(value.is_some())).collect();
    let values: Vec<T::T> = all.into_iter().flatten().collect();
    writer.typed::<T>().write_batch(&values, Some(&levels), None)?;
    writer.close()
}

/// As CSV has it; nothing known is no text.
fn text(cell: &Cell) -> Option<String> {
    Some(match cell {
        Cell::None => return None,
        Cell::Flag(flag) => flag.to_string(),
        Cell::Integer(number) => number.to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Text(text) => text.clone(),
        Cell::Many(texts) => texts.join(";"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_has_the_type_that_all_its_cells_fit() {
        let kind = |cells: &[Cell]| ColumnKind::of(cells.iter());
        assert_eq!(kind(&[Cell::None, Cell::Flag(true)]), ColumnKind::Flags);
        assert_eq!(kind(&[Cell::Integer(1), Cell::Number(0.5)]), ColumnKind::Numbers);
        assert_eq!(kind(&[Cell::Integer(1), Cell::None]), ColumnKind::Integers);
        assert_eq!(kind(&[Cell::Integer(1), Cell::Text("a".into())]), ColumnKind::Texts);
        assert_eq!(kind(&[Cell::None]), ColumnKind::Texts);
    }

    #[test]
    fn a_table_without_rows_is_a_file() {
        let frame = Frame { columns: vec![("id".into(), Vec::new())], rows: 0 };
        let bytes = file(&frame).unwrap();
        assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
    }
}
