//! Ids for names that the lexicon does not know.

use pinyin::ToPinyin;

/// A Chinese name in latin letters: surname, hyphen, given name. Names with a middle dot are
/// parted there. Characters without a reading are left out.
pub(crate) fn romanised(name: &str) -> String {
    let is_whole = !name.contains('·');
    let mut id = String::new();
    for part in name.split('·') {
        let syllables = || part.chars().filter_map(|character| character.to_pinyin()).map(|syllable| syllable.plain());
        let has_surname = is_whole && syllables().count() <= 3;
        for (place, syllable) in syllables().enumerate() {
            let is_apart = if place == 0 { !id.is_empty() } else { place == 1 && has_surname };
            id.push_str(if is_apart { "-" } else { "" });
            id.push_str(syllable);
        }
    }
    if id.is_empty() { "unnamed".to_owned() } else { id }
}

/// A printed latin name as an id: ASCII lower case, hyphens between words, marks dropped.
pub(crate) fn slug(name: &str) -> String {
    let mut slug = String::new();
    for character in name.chars() {
        match plain_letter(character) {
            Some(letter) => slug.push(letter),
            None if !slug.ends_with('-') && !slug.is_empty() && !matches!(character, '\'' | '’' | '.') => slug.push('-'),
            None => {}
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// The ASCII letter or digit a latin letter is written with when its marks are dropped.
fn plain_letter(character: char) -> Option<char> {
    if character.is_ascii_alphanumeric() {
        return Some(character.to_ascii_lowercase());
    }
    let folded = match character {
        'à'..='å' | 'À'..='Å' | 'ā' | 'ă' | 'ą' | 'Ā' => 'a',
        'ç' | 'Ç' | 'ć' | 'č' | 'Č' | 'Ć' => 'c',
        'ď' | 'đ' | 'Đ' => 'd',
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ğ' | 'Ğ' => 'g',
        'ì'..='ï' | 'Ì'..='Ï' | 'ı' | 'İ' | 'ī' => 'i',
        'ł' | 'Ł' => 'l',
        'ñ' | 'Ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' | 'ō' | 'ő' => 'o',
        'ř' | 'Ř' => 'r',
        'ś' | 'š' | 'ş' | 'Ś' | 'Š' | 'Ş' => 's',
        'ť' | 'ţ' | 'ț' => 't',
        'ù'..='ü' | 'Ù'..='Ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' | 'Ý' => 'y',
        'ź' | 'ž' | 'ż' | 'Ž' | 'Ż' => 'z',
        _ => return None,
    };
    Some(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_ids() {
        assert_eq!(romanised("王毅"), "wang-yi");
        assert_eq!(romanised("张三丰"), "zhang-sanfeng");
        assert_eq!(romanised("欧阳三丰"), "ouyangsanfeng");
        assert_eq!(romanised("张·三丰·"), "zhang-sanfeng");
        assert_eq!(romanised("张三·—·丰"), "zhangsan-feng");
        assert_eq!(slug("Ditte Juul Jørgensen"), "ditte-juul-jorgensen");
        assert_eq!(slug("Michael D'Anvers"), "michael-danvers");
        assert_eq!(romanised("—"), "unnamed");
    }
}
