//! Tokens as types.

use super::lexer::{Mistake, Token, tokens};
use crate::types::{DataType, DayTimeField, StructField, StructType, YearMonthField};

type Result<T> = std::result::Result<T, Mistake>;

/// How deep types may be nested: the parser calls itself for each level.
const MAX_DEPTH: usize = 100;

pub(super) struct Parser {
    tokens: Vec<(usize, Token)>,
    position: usize,
    depth: usize,
}

impl Parser {
    pub(super) fn new(text: &str) -> Result<Self> {
        Ok(Self { tokens: tokens(text)?, position: 0, depth: 0 })
    }

    /// The whole text as a type.
    pub(super) fn data_type(mut self) -> Result<DataType> {
        let data_type = self.any_type()?;
        self.end()?;
        Ok(data_type)
    }

    /// The whole text as columns.
    pub(super) fn columns(mut self) -> Result<StructType> {
        let fields = self.fields()?;
        self.end()?;
        Ok(StructType { fields })
    }

    fn peek(&self) -> &Token {
        self.tokens.get(self.position).map_or(&Token::End, |(_, token)| token)
    }

    fn advance(&mut self) {
        self.position += 1;
    }

    /// A mistake at the next token.
    fn mistake(&self, problem: impl Into<String>) -> Mistake {
        self.mistake_at(self.position, problem)
    }

    fn mistake_at(&self, position: usize, problem: impl Into<String>) -> Mistake {
        let last = self.tokens.last().map_or(0, |(offset, _)| *offset);
        Mistake::new(self.tokens.get(position).map_or(last, |(offset, _)| *offset), problem)
    }

    fn expected(&self, what: &str) -> Mistake {
        let found = match self.peek() {
            Token::Word(word) => format!("`{word}`"),
            Token::Quoted(name) => format!("the name `{name}`"),
            Token::Text(_) => "a text".to_owned(),
            Token::Symbol(symbol) => format!("`{symbol}`"),
            Token::End => "the end".to_owned(),
        };
        self.mistake(format!("expected {what}, found {found}"))
    }

    fn end(&self) -> Result<()> {
        if *self.peek() == Token::End { Ok(()) } else { Err(self.expected("the end")) }
    }

    fn takes_symbol(&mut self, symbol: char) -> bool {
        let found = *self.peek() == Token::Symbol(symbol);
        if found {
            self.advance();
        }
        found
    }

    fn symbol(&mut self, symbol: char) -> Result<()> {
        if self.takes_symbol(symbol) { Ok(()) } else { Err(self.expected(&format!("`{symbol}`"))) }
    }

    fn takes_word(&mut self, word: &str) -> bool {
        let found = matches!(self.peek(), Token::Word(found) if found.eq_ignore_ascii_case(word));
        if found {
            self.advance();
        }
        found
    }

    fn words(&mut self, words: &[&str]) -> Result<()> {
        for word in words {
            if !self.takes_word(word) {
                return Err(self.expected(&word.to_uppercase()));
            }
        }
        Ok(())
    }

    fn name(&mut self) -> Result<String> {
        let name = match self.peek() {
            Token::Quoted(name) => name.clone(),
            Token::Word(word) if !word.bytes().all(|byte| byte.is_ascii_digit()) => word.clone(),
            _ => return Err(self.expected("a name")),
        };
        self.advance();
        Ok(name)
    }

    fn number(&mut self, least: u32, most: u32, what: &str) -> Result<u32> {
        let number = match self.peek() {
            Token::Word(word) => word.parse().ok().filter(|number| (least..=most).contains(number)),
            _ => None,
        };
        let number = number.ok_or_else(|| self.mistake(format!("expected {what} from {least} to {most}")))?;
        self.advance();
        Ok(number)
    }

    fn digits(&mut self, least: u32, most: u32, what: &str) -> Result<u8> {
        let number = self.number(least, most, what)?;
        u8::try_from(number).map_err(|_| self.mistake(format!("{number} is too large")))
    }

    fn fields(&mut self) -> Result<Vec<StructField>> {
        let mut fields = vec![self.field()?];
        while self.takes_symbol(',') {
            fields.push(self.field()?);
        }
        Ok(fields)
    }

    fn field(&mut self) -> Result<StructField> {
        let name = self.name()?;
        self.takes_symbol(':');
        let data_type = self.any_type()?;
        let nullable = !self.takes_word("NOT");
        if !nullable {
            self.words(&["NULL"])?;
        }
        let metadata = if self.takes_word("COMMENT") { Some(self.comment()?) } else { None };
        Ok(StructField { name, data_type, nullable, metadata })
    }

    /// A comment as the metadata that holds it: texts side by side are one.
    fn comment(&mut self) -> Result<String> {
        let mut comment = None;
        while let Token::Text(text) = self.peek() {
            comment.get_or_insert_with(String::new).push_str(text);
            self.advance();
        }
        match comment {
            Some(comment) => Ok(serde_json::json!({ "comment": comment }).to_string()),
            None => Err(self.expected("the comment in quotes")),
        }
    }

    fn any_type(&mut self) -> Result<DataType> {
        if self.depth == MAX_DEPTH {
            return Err(self.mistake(format!("types may be nested {MAX_DEPTH} levels deep")));
        }
        self.depth += 1;
        let data_type = self.named_type();
        self.depth -= 1;
        data_type
    }

    fn named_type(&mut self) -> Result<DataType> {
        let start = self.position;
        let Token::Word(word) = self.peek() else { return Err(self.expected("a type")) };
        let name = word.to_ascii_uppercase();
        self.advance();
        Ok(match name.as_str() {
            "VOID" => DataType::Null,
            "BOOLEAN" => DataType::Boolean,
            "TINYINT" | "BYTE" => DataType::Byte,
            "SMALLINT" | "SHORT" => DataType::Short,
            "INT" | "INTEGER" => DataType::Integer,
            "BIGINT" | "LONG" => DataType::Long,
            "FLOAT" | "REAL" => DataType::Float,
            "DOUBLE" => DataType::Double,
            "DECIMAL" | "DEC" | "NUMERIC" => self.decimal()?,
            "STRING" if self.takes_word("COLLATE") => DataType::string(self.name()?),
            "STRING" => DataType::String,
            "CHAR" | "CHARACTER" => DataType::Char(self.length()?),
            "VARCHAR" => DataType::VarChar(self.length()?),
            "BINARY" => DataType::Binary,
            "DATE" => DataType::Date,
            "TIMESTAMP" | "TIMESTAMP_LTZ" | "TIMESTAMP_NTZ" => self.timestamp(&name)?,
            "TIME" => {
                let precision =
                    self.in_parentheses(|parser| parser.digits(0, 9, "a precision"))?.unwrap_or(6);
                if self.takes_word("WITHOUT") {
                    self.words(&["TIME", "ZONE"])?;
                }
                DataType::Time { precision }
            }
            "INTERVAL" => self.interval()?,
            "ARRAY" => {
                self.symbol('<')?;
                let element = self.any_type()?;
                self.symbol('>')?;
                DataType::array(element, true)
            }
            "MAP" => {
                self.symbol('<')?;
                let key = self.any_type()?;
                self.symbol(',')?;
                let value = self.any_type()?;
                self.symbol('>')?;
                DataType::map(key, value, true)
            }
            "STRUCT" => {
                self.symbol('<')?;
                let fields = if *self.peek() == Token::Symbol('>') { Vec::new() } else { self.fields()? };
                self.symbol('>')?;
                DataType::Struct(StructType { fields })
            }
            "VARIANT" => DataType::Variant,
            "GEOMETRY" => DataType::Geometry { srid: self.srid()? },
            "GEOGRAPHY" => DataType::Geography { srid: self.srid()? },
            _ => return Err(self.mistake_at(start, format!("there is no type {name}"))),
        })
    }

    /// What `content` reads from the parentheses that follow, if any.
    fn in_parentheses<T>(&mut self, content: impl FnOnce(&mut Self) -> Result<T>) -> Result<Option<T>> {
        if !self.takes_symbol('(') {
            return Ok(None);
        }
        let content = content(self)?;
        self.symbol(')')?;
        Ok(Some(content))
    }

    fn decimal(&mut self) -> Result<DataType> {
        let size = self.in_parentheses(|parser| {
            let precision = parser.digits(1, 38, "a precision")?;
            let scale =
                if parser.takes_symbol(',') { parser.digits(0, precision.into(), "a scale")? } else { 0 };
            Ok((precision, scale))
        })?;
        let (precision, scale) = size.unwrap_or((10, 0));
        Ok(DataType::Decimal { precision, scale })
    }

    fn length(&mut self) -> Result<u32> {
        let length = self.in_parentheses(|parser| parser.number(0, i32::MAX.cast_unsigned(), "a length"))?;
        length.ok_or_else(|| self.expected("`(` and a length"))
    }

    fn timestamp(&mut self, name: &str) -> Result<DataType> {
        let precision = self.in_parentheses(|parser| parser.digits(6, 9, "a precision"))?.unwrap_or(6);
        let mut local = name != "TIMESTAMP_NTZ";
        if name == "TIMESTAMP" {
            if self.takes_word("WITHOUT") {
                self.words(&["TIME", "ZONE"])?;
                local = false;
            } else if self.takes_word("WITH") {
                self.words(&["LOCAL", "TIME", "ZONE"])?;
            }
        }
        Ok(match (local, precision) {
            (true, 6) => DataType::Timestamp,
            (true, _) => DataType::TimestampLtzNanos { precision },
            (false, 6) => DataType::TimestampNtz,
            (false, _) => DataType::TimestampNtzNanos { precision },
        })
    }

    fn interval(&mut self) -> Result<DataType> {
        if let Some((start, end)) = self.units(&YearMonthField::ALL, YearMonthField::name)? {
            return Ok(DataType::YearMonthInterval { start, end });
        }
        Ok(match self.units(&DayTimeField::ALL, DayTimeField::name)? {
            Some((start, end)) => DataType::DayTimeInterval { start, end },
            None => DataType::CalendarInterval,
        })
    }

    /// `start [TO end]`, if the next word is one of the units `all`.
    fn units<F: Copy + Ord>(&mut self, all: &[F], name: fn(F) -> &'static str) -> Result<Option<(F, F)>> {
        let Some(start) = all.iter().copied().find(|unit| self.takes_word(name(*unit))) else {
            return Ok(None);
        };
        if !self.takes_word("TO") {
            return Ok(Some((start, start)));
        }
        match all.iter().copied().find(|unit| *unit > start && self.takes_word(name(*unit))) {
            Some(end) => Ok(Some((start, end))),
            None => Err(self.expected("a smaller unit")),
        }
    }

    fn srid(&mut self) -> Result<i32> {
        let srid = self.in_parentheses(|parser| {
            if parser.takes_word("ANY") {
                return Ok(DataType::MIXED_SRID);
            }
            Ok(parser.number(0, i32::MAX.cast_unsigned(), "ANY or a number")?.cast_signed())
        })?;
        srid.ok_or_else(|| self.expected("`(` and a spatial reference system"))
    }
}
