//! Bytes that are text, in the buffer they were made in.

use std::ops::Deref;

use yoke::Yoke;

/// UTF-8 that was checked where it stands, several times faster than the standard library checks what it makes a
/// `String` of, and without a copy.
pub struct Utf8(Yoke<&'static str, Vec<u8>>);

impl From<Vec<u8>> for Utf8 {
    /// Takes bytes over; what is no UTF-8 among them becomes U+FFFD.
    fn from(bytes: Vec<u8>) -> Self {
        let bytes = match simdutf8::basic::from_utf8(&bytes) {
            Ok(_) => bytes,
            Err(_) => String::from_utf8_lossy(&bytes).into_owned().into_bytes(),
        };
        Self(Yoke::attach_to_cart(bytes, |bytes| simdutf8::basic::from_utf8(bytes).expect("the bytes were checked")))
    }
}

impl From<String> for Utf8 {
    fn from(text: String) -> Self {
        text.into_bytes().into()
    }
}

impl Deref for Utf8 {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        self.0.get()
    }
}

impl Default for Utf8 {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl Clone for Utf8 {
    fn clone(&self) -> Self {
        self.as_bytes().to_vec().into()
    }
}

impl PartialEq for Utf8 {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Utf8 {}

impl std::fmt::Debug for Utf8 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Utf8").field(&&**self).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bytes_are_taken_as_the_standard_library_takes_them(bytes in prop::collection::vec(any::<u8>(), 0..40), text in "\\PC{0,40}") {
            prop_assert_eq!(&*Utf8::from(bytes.clone()), &*String::from_utf8_lossy(&bytes));
            prop_assert_eq!(&*Utf8::from(text.clone().into_bytes()).clone(), text.as_str());
        }
    }
}
