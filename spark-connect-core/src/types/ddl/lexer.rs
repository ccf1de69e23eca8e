//! SQL text as tokens.

use crate::error::{Error, ErrorKind};

/// A piece of SQL text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// An unquoted name, keyword or number.
    Word(String),
    /// A name in backquotes, unquoted.
    Quoted(String),
    /// A text in quotes, unescaped.
    Text(String),
    /// `<`, `>`, `(`, `)`, `,`, `:` and what is out of place.
    Symbol(char),
    End,
}

/// What is wrong with the text, and where: at a byte offset.
#[derive(Debug)]
pub(super) struct Mistake {
    offset: usize,
    problem: String,
}

impl Mistake {
    pub(super) fn new(offset: usize, problem: impl Into<String>) -> Self {
        Self { offset, problem: problem.into() }
    }

    /// The mistake further on in the text: of two readings, the one that came further is the one that was meant.
    pub(super) fn further(self, other: Self) -> Self {
        if other.offset > self.offset { other } else { self }
    }

    pub(super) fn into_error(self, text: &str) -> Error {
        let before = text.get(..self.offset).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Error::new(
            ErrorKind::Parse,
            format!("`{text}` is not a schema: at {line}:{column}: {}", self.problem),
        )
    }
}

/// The tokens of `text` with the offsets they start at.
pub(super) fn tokens(text: &str) -> Result<Vec<(usize, Token)>, Mistake> {
    let mut lexer = Lexer { text, offset: 0 };
    let mut tokens = Vec::new();
    loop {
        lexer.skip_blanks()?;
        let start = lexer.offset;
        let token = lexer.token()?;
        let end = token == Token::End;
        tokens.push((start, token));
        if end {
            return Ok(tokens);
        }
    }
}

struct Lexer<'a> {
    text: &'a str,
    offset: usize,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.offset..).unwrap_or_default()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.rest().chars().next()?;
        self.offset += next.len_utf8();
        Some(next)
    }

    /// Skips white space and comments.
    fn skip_blanks(&mut self) -> Result<(), Mistake> {
        loop {
            let rest = self.rest();
            let skipped = if rest.starts_with("--") {
                rest.find('\n').unwrap_or(rest.len())
            } else if rest.starts_with("/*") {
                rest.find("*/").ok_or_else(|| Mistake::new(self.offset, "the comment has no end"))? + 2
            } else {
                rest.len() - rest.trim_start().len()
            };
            if skipped == 0 {
                return Ok(());
            }
            self.offset += skipped;
        }
    }

    fn token(&mut self) -> Result<Token, Mistake> {
        let start = self.offset;
        let Some(first) = self.next() else { return Ok(Token::End) };
        match first {
            '`' => self.quoted(start),
            '\'' | '"' => self.text(start, first),
            _ if is_word(first) => {
                while self.rest().starts_with(is_word) {
                    self.next();
                }
                let word = self.text.get(start..self.offset).unwrap_or_default();
                match word.is_ascii() {
                    true => Ok(Token::Word(word.to_owned())),
                    false => Err(Mistake::new(start, format!("write the name {word} in backquotes"))),
                }
            }
            symbol => Ok(Token::Symbol(symbol)),
        }
    }

    /// The rest of a name in backquotes, in which two of them stand for one.
    fn quoted(&mut self, start: usize) -> Result<Token, Mistake> {
        let mut name = String::new();
        loop {
            match self.next() {
                Some('`') if self.rest().starts_with('`') => {
                    self.next();
                    name.push('`');
                }
                Some('`') => return Ok(Token::Quoted(name)),
                Some(other) => name.push(other),
                None => return Err(Mistake::new(start, "the name has no closing backquote")),
            }
        }
    }

    /// The rest of a text in quotes, in which two of them stand for one, and backslashes escape.
    fn text(&mut self, start: usize, quote: char) -> Result<Token, Mistake> {
        let mut text = String::new();
        loop {
            match self.next() {
                Some(next) if next == quote && self.rest().starts_with(quote) => {
                    self.next();
                    text.push(quote);
                }
                Some(next) if next == quote => return Ok(Token::Text(text)),
                Some('\\') => self.escape(&mut text),
                Some(other) => text.push(other),
                None => return Err(Mistake::new(start, "the text has no closing quote")),
            }
        }
    }

    /// What follows a backslash. Spark has `\uXXXX`, `\UXXXXXXXX`, octal `\OOO`, and the usual letters; any other
    /// character stands for itself.
    fn escape(&mut self, text: &mut String) {
        let rest = self.rest();
        let mut number = |skipped: usize, digits: usize, radix: u32| {
            let code = rest.get(skipped..skipped + digits)?;
            if !code.chars().all(|digit| digit.is_digit(radix)) {
                return None;
            }
            let code = u32::from_str_radix(code, radix).ok().and_then(char::from_u32)?;
            self.offset += skipped + digits;
            Some(code)
        };
        let code = match rest.chars().next() {
            Some('u') => number(1, 4, 16),
            Some('U') => number(1, 8, 16),
            Some('0' | '1') => number(0, 3, 8),
            _ => None,
        };
        if let Some(code) = code {
            text.push(code);
            return;
        }
        match self.next() {
            Some('0') => text.push('\0'),
            Some('b') => text.push('\u{8}'),
            Some('n') => text.push('\n'),
            Some('r') => text.push('\r'),
            Some('t') => text.push('\t'),
            Some('Z') => text.push('\u{1a}'),
            // These stay escaped, for LIKE.
            Some(wildcard @ ('%' | '_')) => text.extend(['\\', wildcard]),
            Some(other) => text.push(other),
            None => text.push('\\'),
        }
    }
}

/// Letters beyond ASCII make a word as well, so that the message can say to quote it.
fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}
