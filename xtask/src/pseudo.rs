//! Two languages that nobody speaks. They show, before any translator starts, which text cannot
//! be translated, gets cut off, or does not turn around.

use anyhow::Result;

use crate::message;

/// A language made from English.
#[derive(Clone, Copy)]
pub(crate) enum Pseudo {
    /// `en-XA`: accented, a third longer, still readable.
    Accented,
    /// `ar-XB`: English words, in a language that is written from right to left.
    Mirrored,
}

impl Pseudo {
    pub(crate) const ALL: [Self; 2] = [Self::Accented, Self::Mirrored];

    /// What stands in `lang`.
    pub(crate) const fn language(self) -> &'static str {
        match self {
            Self::Accented => "en-XA",
            Self::Mirrored => "ar-XB",
        }
    }

    /// One English sentence in it; placeholders stay as they are.
    pub(crate) fn translate(self, english: &str) -> Result<String> {
        let parts = message::parse(english)?;
        Ok(match self {
            Self::Accented => format!("⟦{}⟧", message::write(&parts, &accented)),
            Self::Mirrored => format!("⟦ع {}⟧", message::write(&parts, &str::to_owned)),
        })
    }
}

fn accented(text: &str) -> String {
    // A sentence has about 35 vowels in a hundred letters: doubling them gives the length that
    // translations from English have, without a break at a new place.
    text.chars()
        .flat_map(|letter| {
            let accented = accent(letter);
            let twice = matches!(
                letter.to_ascii_lowercase(),
                'a' | 'e' | 'i' | 'o' | 'u' | 'y'
            );
            std::iter::repeat_n(accented, if twice { 2 } else { 1 })
        })
        .collect()
}

const fn accent(letter: char) -> char {
    match letter {
        'a' => 'á',
        'b' => 'ƀ',
        'c' => 'ç',
        'd' => 'ð',
        'e' => 'é',
        'f' => 'ƒ',
        'g' => 'ĝ',
        'h' => 'ĥ',
        'i' => 'î',
        'j' => 'ĵ',
        'k' => 'ķ',
        'l' => 'ļ',
        'm' => 'ɱ',
        'n' => 'ñ',
        'o' => 'ö',
        'p' => 'þ',
        'q' => 'ǫ',
        'r' => 'ŕ',
        's' => 'š',
        't' => 'ţ',
        'u' => 'û',
        'v' => 'ṽ',
        'w' => 'ŵ',
        'x' => 'ẋ',
        'y' => 'ý',
        'z' => 'ž',
        'A' => 'Å',
        'B' => 'Ɓ',
        'C' => 'Ç',
        'D' => 'Ð',
        'E' => 'É',
        'F' => 'Ƒ',
        'G' => 'Ĝ',
        'H' => 'Ĥ',
        'I' => 'Î',
        'J' => 'Ĵ',
        'K' => 'Ķ',
        'L' => 'Ļ',
        'M' => 'Ṁ',
        'N' => 'Ñ',
        'O' => 'Ö',
        'P' => 'Þ',
        'Q' => 'Ǫ',
        'R' => 'Ŕ',
        'S' => 'Š',
        'T' => 'Ţ',
        'U' => 'Û',
        'V' => 'Ṽ',
        'W' => 'Ŵ',
        'X' => 'Ẋ',
        'Y' => 'Ý',
        'Z' => 'Ž',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::Pseudo;

    #[test]
    fn placeholders_survive() {
        let english = "{viewers, plural, one {# viewer} other {# viewers}} in {place}";
        assert_eq!(
            Pseudo::Accented.translate(english).unwrap(),
            "⟦{viewers, plural, one {# ṽîîééŵééŕ} other {# ṽîîééŵééŕš}} îîñ {place}⟧"
        );
        assert_eq!(
            Pseudo::Mirrored.translate("Hi {name}").unwrap(),
            "⟦ع Hi {name}⟧"
        );
    }

    #[test]
    fn a_sentence_grows_by_about_a_third() {
        let english = "Of every hundred people who saw the page, three bought something.";
        let longer = Pseudo::Accented.translate(english).unwrap();
        let percent = 100 * longer.chars().count() / english.chars().count();
        assert!((125..=145).contains(&percent), "{percent} %");
    }
}
