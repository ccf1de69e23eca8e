//! FlatBuffers, as far as the metadata of Arrow needs them.
//!
//! A table is a list of fields, each at an offset that the table's directory says; what is not of one size stands
//! somewhere behind, at an offset of its own. Nothing that is read is believed: each access is checked, so that bytes
//! of any kind can be read as a table and give an error or some value. Offsets only lead forwards, there are no cycles.

use arrow_schema::ArrowError;

type Result<T> = std::result::Result<T, ArrowError>;

fn broken() -> ArrowError {
    ArrowError::IpcError("the metadata of a message is not readable".to_owned())
}

fn chunk<const N: usize>(bytes: &[u8], at: usize) -> Result<[u8; N]> {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).copied().ok_or_else(broken)
}

/// Where the offset that stands at `at` leads to.
fn target(bytes: &[u8], at: usize) -> Result<usize> {
    let offset = usize::try_from(u32::from_le_bytes(chunk(bytes, at)?)).map_err(|_| broken())?;
    at.checked_add(offset).ok_or_else(broken)
}

/// A table that is read. Fields are named by their number in the table's definition.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Where each field stands, counted from the beginning of the table.
    directory: &'a [u8],
}

impl<'a> Table<'a> {
    /// The table that `bytes` are about.
    pub(super) fn root(bytes: &'a [u8]) -> Result<Self> {
        Self::new(bytes, target(bytes, 0)?)
    }

    fn new(bytes: &'a [u8], at: usize) -> Result<Self> {
        let back = i64::from(i32::from_le_bytes(chunk(bytes, at)?));
        let start =
            i64::try_from(at).ok().and_then(|at| usize::try_from(at - back).ok()).ok_or_else(broken)?;
        let len = usize::from(u16::from_le_bytes(chunk(bytes, start)?));
        let directory = bytes.get(start..).and_then(|rest| rest.get(4..len)).ok_or_else(broken)?;
        Ok(Self { bytes, at, directory })
    }

    /// Where a field stands; `None` if it is not there.
    fn place(&self, field: usize) -> Result<Option<usize>> {
        let Ok(offset) = chunk(self.directory, 2 * field) else { return Ok(None) };
        match u16::from_le_bytes(offset) {
            0 => Ok(None),
            // The offset of the directory itself.
            1..4 => Err(broken()),
            offset => Ok(Some(self.at + usize::from(offset))),
        }
    }

    fn get<const N: usize>(&self, field: usize) -> Result<Option<[u8; N]>> {
        self.place(field)?.map(|at| chunk(self.bytes, at)).transpose()
    }

    /// A number of one byte; zero if it is not there.
    pub(super) fn byte(&self, field: usize) -> Result<u8> {
        Ok(self.get(field)?.map_or(0, u8::from_le_bytes))
    }

    /// Whether a flag is set.
    pub(super) fn flag(&self, field: usize) -> Result<bool> {
        Ok(self.byte(field)? != 0)
    }

    pub(super) fn short(&self, field: usize, default: i16) -> Result<i16> {
        Ok(self.get(field)?.map_or(default, i16::from_le_bytes))
    }

    pub(super) fn int(&self, field: usize, default: i32) -> Result<i32> {
        Ok(self.get(field)?.map_or(default, i32::from_le_bytes))
    }

    /// A number of eight bytes; zero if it is not there.
    pub(super) fn long(&self, field: usize) -> Result<i64> {
        Ok(self.get(field)?.map_or(0, i64::from_le_bytes))
    }

    pub(super) fn table(&self, field: usize) -> Result<Option<Self>> {
        self.place(field)?.map(|at| Self::new(self.bytes, target(self.bytes, at)?)).transpose()
    }

    /// The elements of a vector, of `N` bytes each, and where they begin.
    fn vector<const N: usize>(&self, field: usize) -> Result<(usize, &'a [[u8; N]])> {
        let Some(at) = self.place(field)? else { return Ok((0, &[])) };
        let at = target(self.bytes, at)?;
        let count = usize::try_from(u32::from_le_bytes(chunk(self.bytes, at)?)).map_err(|_| broken())?;
        let elements = self.bytes.get(at..).and_then(|rest| rest.get(4..)).ok_or_else(broken)?;
        let elements = elements.as_chunks().0.get(..count).ok_or_else(broken)?;
        Ok((at + 4, elements))
    }

    /// The elements of a vector, of `N` bytes each; none if it is not there.
    pub(super) fn elements<const N: usize>(&self, field: usize) -> Result<&'a [[u8; N]]> {
        self.vector(field).map(|(_, elements)| elements)
    }

    /// The tables of a vector; none if it is not there.
    pub(super) fn tables(&self, field: usize) -> Result<impl Iterator<Item = Result<Self>> + use<'a>> {
        let (start, offsets) = self.vector::<4>(field)?;
        let bytes = self.bytes;
        Ok((0..offsets.len()).map(move |index| Self::new(bytes, target(bytes, start + 4 * index)?)))
    }

    pub(super) fn text(&self, field: usize) -> Result<Option<&'a str>> {
        if self.place(field)?.is_none() {
            return Ok(None);
        }
        let text = self.elements::<1>(field)?.as_flattened();
        std::str::from_utf8(text).map(Some).map_err(|_| broken())
    }
}

/// How many fields a table of Arrow has at most.
const MOST_FIELDS: usize = 8;

/// The fields of a table that is written, each with its number, in any order.
pub(super) type Fields<'a> = Vec<(usize, Value<'a>)>;

/// What a field of a table can be.
pub(super) enum Value<'a> {
    Byte(u8),
    Short(i16),
    Int(i32),
    Long(i64),
    Text(&'a str),
    Table(Fields<'a>),
    Tables(Vec<Fields<'a>>),
    Ints(Vec<i32>),
    Longs(&'a [i64]),
    /// Pairs of longs.
    Pairs(&'a [[i64; 2]]),
}

impl Value<'_> {
    /// How many bytes it takes in its table.
    fn size(&self) -> usize {
        match self {
            Self::Byte(_) => 1,
            Self::Short(_) => 2,
            Self::Long(_) => 8,
            // Or an offset.
            _ => 4,
        }
    }
}

/// A buffer about the table of these fields, appended to `out`, which must have a multiple of eight bytes.
pub(super) fn write(out: &mut Vec<u8>, root: &[(usize, Value<'_>)]) {
    let mut buffer = Writer { start: out.len(), out };
    let at = buffer.reserve(4);
    let root = buffer.table(root);
    buffer.point(at, root);
}

struct Writer<'o> {
    out: &'o mut Vec<u8>,
    /// Where the buffer begins.
    start: usize,
}

impl Writer<'_> {
    /// Moves on until `ahead` bytes more lead to a multiple of `alignment`.
    fn align(&mut self, alignment: usize, ahead: usize) {
        let len = self.out.len() - self.start + ahead;
        self.reserve(len.next_multiple_of(alignment) - len);
    }

    /// Leaves `len` bytes of zeros, and says where.
    #[inline]
    fn reserve(&mut self, len: usize) -> usize {
        let at = self.out.len();
        self.out.resize(at + len, 0);
        at
    }

    fn put(&mut self, at: usize, bytes: &[u8]) {
        if let Some(place) = self.out.get_mut(at..at + bytes.len()) {
            place.copy_from_slice(bytes);
        }
    }

    /// Makes the offset at `at` lead to `target`. Metadata never has 4 GiB.
    fn point(&mut self, at: usize, target: usize) {
        self.put(at, &u32::try_from(target - at).unwrap_or(u32::MAX).to_le_bytes());
    }

    fn table(&mut self, fields: &[(usize, Value<'_>)]) -> usize {
        debug_assert!(fields.len() <= MOST_FIELDS, "no table of Arrow has so many fields");
        let slots = fields.iter().map(|(field, _)| field + 1).max().unwrap_or(0);
        let directory = 4 + 2 * slots;
        self.align(8, directory);
        let start = self.reserve(directory);
        let table = self.reserve(4);
        let short = |number: usize| u16::try_from(number).unwrap_or(u16::MAX).to_le_bytes();
        self.put(start, &short(directory));
        self.put(table, &i32::try_from(directory).unwrap_or(i32::MAX).to_le_bytes());
        let mut places = [0; MOST_FIELDS];
        for ((field, value), place) in fields.iter().zip(&mut places) {
            self.align(value.size(), 0);
            let at = self.reserve(value.size());
            *place = at;
            self.put(start + 4 + 2 * field, &short(at - table));
            match value {
                Value::Byte(number) => self.put(at, &number.to_le_bytes()),
                Value::Short(number) => self.put(at, &number.to_le_bytes()),
                Value::Int(number) => self.put(at, &number.to_le_bytes()),
                Value::Long(number) => self.put(at, &number.to_le_bytes()),
                _ => {}
            }
        }
        self.put(start + 2, &short(self.out.len() - table));
        // What the offsets lead to stands behind the table.
        for ((_, value), at) in fields.iter().zip(places) {
            let target = match value {
                Value::Byte(_) | Value::Short(_) | Value::Int(_) | Value::Long(_) => continue,
                Value::Text(text) => self.text(text),
                Value::Table(fields) => self.table(fields),
                Value::Tables(tables) => self.tables(tables),
                Value::Ints(numbers) => self.vector(4, numbers.iter().map(|number| number.to_le_bytes())),
                Value::Longs(numbers) => self.vector(8, numbers.iter().map(|number| number.to_le_bytes())),
                Value::Pairs(pairs) => {
                    let numbers = pairs.as_flattened().iter().map(|number| number.to_le_bytes());
                    let at = self.vector(8, numbers);
                    self.put(at, &u32::try_from(pairs.len()).unwrap_or(u32::MAX).to_le_bytes());
                    at
                }
            };
            self.point(at, target);
        }
        table
    }

    fn text(&mut self, text: &str) -> usize {
        self.align(4, 0);
        let at = self.reserve(4);
        self.put(at, &u32::try_from(text.len()).unwrap_or(u32::MAX).to_le_bytes());
        self.out.extend_from_slice(text.as_bytes());
        self.out.push(0);
        at
    }

    fn vector<const N: usize>(
        &mut self,
        alignment: usize,
        elements: impl ExactSizeIterator<Item = [u8; N]>,
    ) -> usize {
        self.align(alignment, 4);
        let at = self.reserve(4);
        self.put(at, &u32::try_from(elements.len()).unwrap_or(u32::MAX).to_le_bytes());
        elements.for_each(|element| self.out.extend_from_slice(&element));
        at
    }

    fn tables(&mut self, tables: &[Fields<'_>]) -> usize {
        let at = self.vector(4, tables.iter().map(|_| [0; 4]));
        for (index, fields) in tables.iter().enumerate() {
            let table = self.table(fields);
            self.point(at + 4 + 4 * index, table);
        }
        at
    }
}
