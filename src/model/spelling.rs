//! How people spell names: capitals, accents, hyphens and blanks make no difference.

/// Lower case, without the accents of Latin letters, words parted by one blank.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Combining accents are dropped, so that composed and decomposed spellings fold alike.
    for letter in text.chars().flat_map(char::to_lowercase).filter(|letter| !is_mark(*letter)) {
        match letter {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            letter if letter.is_alphanumeric() => out.push(plain(letter)),
            // Anything between words counts as one blank, and as none at the start.
            _ if out.ends_with(' ') || out.is_empty() => {}
            _ => out.push(' '),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// How two spellings of a name are compared: folded, and written together, since `Ust-Luga`, `Ust Luga` and `ustluga` are one.
#[must_use]
pub fn squeezed(text: &str) -> String {
    folded(text).replace(' ', "")
}

/// Does the spelling hold these words, side by side? Both folded.
#[must_use]
pub fn holds(spelling: &str, words: &str) -> bool {
    // With blanks around both, only whole words match.
    !words.is_empty() && format!(" {spelling} ").contains(&format!(" {words} "))
}

/// An accent that stands behind its letter.
fn is_mark(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

fn plain(letter: char) -> char {
    match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' | 'ģ' => 'g',
        'ì'..='ï' | 'ī' | 'į' | 'ı' => 'i',
        'ķ' => 'k',
        'ļ' | 'ľ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ŕ' | 'ř' => 'r',
        'ś' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

/// Keys of scenario and measure files, columns, effects and values of flags of the version before, by what they are called now.
const RENAMED: [(&str, &str); 6] = [
    ("bar", "close"),
    ("barred", "prohibited"),
    ("laid", "assigned"),
    ("sender", "authority"),
    // Once as a key, once as the value of a flag.
    ("threat", "secondary_sanctions"),
    ("threat", "secondary-sanctions"),
];

/// What a word was called in the version before, where it was called otherwise.
#[cfg(feature = "cli")]
pub fn former(word: &str) -> Option<&'static str> {
    RENAMED.iter().find(|(_, new)| *new == word).map(|(old, _)| *old)
}

/// What a word is called now: the names of the version before are still read.
pub fn current(word: &str) -> &str {
    RENAMED.iter().find(|(old, _)| *old == word).map_or(word, |(_, new)| new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_accents_and_hyphens_make_no_difference() {
        for (text, fold) in [
            ("Constanța", "constanta"),
            ("Constant\u{326}a", "constanta"),
            ("TÜRKİYE", "turkiye"),
            ("Bab el-Mandeb", "bab el mandeb"),
            ("  ust-luga ", "ust luga"),
            ("Baku: Alat, Dubendi", "baku alat dubendi"),
            ("'neka'", "neka"),
            ("Актау", "актау"),
            ("--", ""),
        ] {
            assert_eq!(folded(text), fold, "{text}");
        }
    }

    #[test]
    fn words_are_found_whole() {
        assert!(holds("baku alat dubendi", "alat"));
        assert!(holds("baku alat dubendi", "baku alat"));
        assert!(!holds("baku alat dubendi", "ala"));
        assert!(!holds("baku alat dubendi", ""));
    }
}
