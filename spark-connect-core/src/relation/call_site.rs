//! Where in the program an expression was built, which a server repeats when the expression fails.
//!
//! Functions that build an expression are `#[track_caller]` all the way down to [`CallSite::here`]. What this crate
//! builds for itself, and what it builds later than the call that asked for it, says so by [`hidden`] and
//! [`CallSite::scope`].

use std::{cell::Cell, panic::Location};

use super::message::Prefix;
use crate::proto::field::{expression_common, origin, python_origin};

/// A place in the program.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CallSite(Option<&'static Location<'static>>);

thread_local!(static SCOPE: Cell<Option<CallSite>> = const { Cell::new(None) });

impl CallSite {
    /// Where the function was called that is `#[track_caller]`, or what the scope around says.
    #[track_caller]
    pub(crate) fn here() -> Self {
        // No closure: its caller would be this line.
        match SCOPE.get() {
            Some(site) => site,
            None => Self(Some(Location::caller())),
        }
    }

    /// Runs `build`: whatever it builds was asked for at this place.
    pub(crate) fn scope<R>(self, build: impl FnOnce() -> R) -> R {
        struct Outer(Option<CallSite>);
        impl Drop for Outer {
            fn drop(&mut self) {
                SCOPE.set(self.0);
            }
        }
        let _outer = Outer(SCOPE.replace(Some(self)));
        build()
    }

    /// Writes the field `common` of an expression that comes from the operation `fragment`; nothing at no place.
    pub(super) fn encode(self, common: u32, fragment: &str, buf: &mut Vec<u8>) {
        let Some(location) = self.0 else { return };
        // `file:line:column`, without a copy of it.
        let (line, column) = (Digits::of(location.line()), Digits::of(location.column()));
        let place = location.file().len() + line.bytes().len() + column.bytes().len() + 2;
        let text = Prefix::of(python_origin::FRAGMENT, fragment.len());
        let call = Prefix::of(python_origin::CALL_SITE, place);
        let origin = text.len() + fragment.len() + call.len() + place;
        let python = Prefix::of(origin::PYTHON_ORIGIN, origin);
        let function = Prefix::of(expression_common::ORIGIN, python.len() + origin);
        let whole = Prefix::of(common, function.len() + python.len() + origin);
        buf.reserve(whole.len() + function.len() + python.len() + origin);
        // Spark keeps the text of a Python program's call site as it is; a JVM's it would write as a Java stack frame.
        for prefix in [whole, function, python, text] {
            buf.extend_from_slice(prefix.bytes());
        }
        buf.extend_from_slice(fragment.as_bytes());
        buf.extend_from_slice(call.bytes());
        buf.extend_from_slice(location.file().as_bytes());
        for number in [line, column] {
            buf.push(b':');
            buf.extend_from_slice(number.bytes());
        }
    }
}

/// A number in decimal digits.
struct Digits {
    /// The digits are at the end.
    digits: [u8; 10],
    len: usize,
}

impl Digits {
    fn of(mut number: u32) -> Self {
        let mut written = Self { digits: [b'0'; 10], len: 0 };
        for digit in written.digits.iter_mut().rev() {
            *digit = b'0' + (number % 10) as u8;
            written.len += 1;
            number /= 10;
            if number == 0 {
                break;
            }
        }
        written
    }

    fn bytes(&self) -> &[u8] {
        self.digits.get(self.digits.len() - self.len..).unwrap_or_default()
    }
}

/// Runs `build`: what it builds is not what the program called, so its place would tell nobody anything.
pub(crate) fn hidden<R>(build: impl FnOnce() -> R) -> R {
    CallSite(None).scope(build)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_digits() {
        for number in [0, 7, 10, 120, 4_294_967_295] {
            assert_eq!(Digits::of(number).bytes(), number.to_string().as_bytes());
        }
    }
}
