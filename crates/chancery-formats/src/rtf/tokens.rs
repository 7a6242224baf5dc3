//! Rich text as tokens.

/// A piece of rich text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`.
    Open,
    /// `}`.
    Close,
    /// A control word and its number: `\par`, `\b0`.
    Word(&'a str, Option<i32>),
    /// A control symbol: `\~`.
    Symbol(u8),
    /// A byte of text, literal or as `\'hh`.
    Byte(u8),
}

/// The tokens of a file. Line ends are none, and the bytes after `\bin` are passed over.
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Where the next token begins.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn take_while(&mut self, at_most: usize, is_taken: fn(&u8) -> bool) -> &'a str {
        let rest = &self.bytes[self.at..];
        let length = rest.iter().take(at_most).take_while(|byte| is_taken(byte)).count();
        self.at += length;
        std::str::from_utf8(&rest[..length]).unwrap_or_default()
    }

    /// What follows a backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        let first = self.peek()?;
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            return Some(match first {
                b'\'' => self.hexadecimal(),
                b'{' | b'}' | b'\\' => Token::Byte(first),
                b'\n' | b'\r' => Token::Word("par", None),
                _ => Token::Symbol(first),
            });
        }
        let word = self.take_while(32, u8::is_ascii_alphabetic);
        let negative = self.peek() == Some(b'-');
        self.at += usize::from(negative);
        let digits = self.take_while(10, u8::is_ascii_digit);
        let number = digits.parse::<i32>().ok().map(|number| if negative { -number } else { number });
        self.at += usize::from(self.peek() == Some(b' '));
        if word == "bin" {
            self.at = self.at.saturating_add(number.unwrap_or(0).max(0) as usize).min(self.bytes.len());
        }
        Some(Token::Word(word, number))
    }

    fn hexadecimal(&mut self) -> Token<'a> {
        let digits = self.take_while(2, u8::is_ascii_hexdigit);
        u8::from_str_radix(digits, 16).map_or(Token::Symbol(b'\''), Token::Byte)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let byte = self.peek()?;
            self.at += 1;
            return match byte {
                b'{' => Some(Token::Open),
                b'}' => Some(Token::Close),
                b'\\' => self.control(),
                b'\r' | b'\n' | 0 => continue,
                _ => Some(Token::Byte(byte)),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_told() {
        let tokens: Vec<Token<'_>> = Tokens::new(b"{\\b1 a\r\n\\u-3 ?\\'bc\\~\\bin3 }}}\\{\\").collect();
        let expected = [
            Token::Open,
            Token::Word("b", Some(1)),
            Token::Byte(b'a'),
            Token::Word("u", Some(-3)),
            Token::Byte(b'?'),
            Token::Byte(0xBC),
            Token::Symbol(b'~'),
            Token::Word("bin", Some(3)),
            Token::Byte(b'{'),
        ];
        assert_eq!(tokens, expected);
    }
}
