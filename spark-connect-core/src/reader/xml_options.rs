//! Options of XML.

use super::DataFrameReader;

/// # Options of XML
impl DataFrameReader {
    /// XML: the name of the elements that are rows. Files cannot be read without it. Option `rowTag`.
    pub fn row_tag(self, name: &str) -> Self {
        self.option("rowTag", name)
    }

    /// XML: leaves out attributes. Option `excludeAttribute`.
    pub fn exclude_attributes(self) -> Self {
        self.option("excludeAttribute", true)
    }

    /// XML: what the columns of attributes begin with, instead of `_`. Option `attributePrefix`.
    pub fn attribute_prefix(self, prefix: &str) -> Self {
        self.option("attributePrefix", prefix)
    }

    /// XML: the column of an element's text, where it has attributes too, instead of `_VALUE`. Option `valueTag`.
    pub fn value_tag(self, name: &str) -> Self {
        self.option("valueTag", name)
    }

    /// XML: keeps spaces around values. Option `ignoreSurroundingSpaces`, turned off.
    pub fn keep_surrounding_spaces(self) -> Self {
        self.option("ignoreSurroundingSpaces", false)
    }

    /// XML: an XSD file on the server, which rows have to satisfy; others are malformed. Option `rowValidationXSDPath`.
    pub fn row_validation_xsd(self, path: &str) -> Self {
        self.option("rowValidationXSDPath", path)
    }

    /// XML: leaves out the namespaces before the names of elements and attributes inside of rows; not before the rows' own.
    /// Option `ignoreNamespace`.
    pub fn ignore_namespaces(self) -> Self {
        self.option("ignoreNamespace", true)
    }

    /// XML: the column of the schema that elements are put into that have no other, instead of `xs_any`. Option
    /// `wildcardColName`.
    pub fn wildcard_column(self, name: &str) -> Self {
        self.option("wildcardColName", name)
    }

    /// XML: all values are texts when types are found out. Option `inferSchema`, turned off.
    pub fn values_as_string(self) -> Self {
        self.option("inferSchema", false)
    }
}
