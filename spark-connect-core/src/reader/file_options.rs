//! Which files are read, for all formats of files, and options of Parquet, ORC and text.

use super::DataFrameReader;

/// # Options of all files
impl DataFrameReader {
    /// Reads the files of folders within the folder too. Option `recursiveFileLookup`.
    pub fn recursive(self) -> Self {
        self.option("recursiveFileLookup", true)
    }

    /// Reads only files whose names match a pattern such as `"*.csv"`. Option `pathGlobFilter`.
    pub fn name_pattern(self, pattern: &str) -> Self {
        self.option("pathGlobFilter", pattern)
    }

    /// Reads only files that were changed before a time, written `2025-12-31T23:59:59`, in the session's time zone.
    /// Option `modifiedBefore`.
    pub fn modified_before(self, time: &str) -> Self {
        self.option("modifiedBefore", time)
    }

    /// Reads only files that were changed after a time, written as for [`modified_before`](Self::modified_before).
    /// Option `modifiedAfter`.
    pub fn modified_after(self, time: &str) -> Self {
        self.option("modifiedAfter", time)
    }

    /// Leaves out files that cannot be read. Option `ignoreCorruptFiles`.
    pub fn ignore_corrupt_files(self) -> Self {
        self.option("ignoreCorruptFiles", true)
    }

    /// Leaves out files that are gone when they are to be read. Option `ignoreMissingFiles`.
    pub fn ignore_missing_files(self) -> Self {
        self.option("ignoreMissingFiles", true)
    }
}

/// # Options of Parquet and ORC
impl DataFrameReader {
    /// The columns of all files together; otherwise those of one of them. Option `mergeSchema`.
    pub fn merge_schema(self) -> Self {
        self.option("mergeSchema", true)
    }

    /// Parquet: what dates and timestamps before 1582 mean. Option `datetimeRebaseMode`.
    pub fn datetime_rebase_mode(self, mode: RebaseMode) -> Self {
        self.option("datetimeRebaseMode", mode.name())
    }

    /// Parquet: what timestamps before 1900 mean that are stored in the old form of 96 bits. Option `int96RebaseMode`.
    pub fn int96_rebase_mode(self, mode: RebaseMode) -> Self {
        self.option("int96RebaseMode", mode.name())
    }
}

/// # Options of text
impl DataFrameReader {
    /// Text: each file is one row. Option `wholetext`.
    pub fn whole_text(self) -> Self {
        self.option("wholetext", true)
    }
}

/// In which calendar old dates in Parquet files are, which programs before Spark 3.0 wrote in the Julian one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RebaseMode {
    /// Fails if there is a date that both calendars have and that means two days.
    Exception,
    /// Today's calendar: as it is in the file.
    Corrected,
    /// The Julian calendar until 1582: dates are moved.
    Legacy,
}

impl RebaseMode {
    fn name(self) -> &'static str {
        match self {
            Self::Exception => "EXCEPTION",
            Self::Corrected => "CORRECTED",
            Self::Legacy => "LEGACY",
        }
    }
}
