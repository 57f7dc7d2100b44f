//! Reading numbers as people type and paste them.
//!
//! One rule for all languages, with the reader's own separators first: "1,234.5", "1.234,5",
//! "1 234,5", "1'234.5", "١٬٢٣٤٫٥", "１，２３４．５", "€ 1,200", "3 %", "10k", "1e5". What is not
//! understood is an error, never 0.

use super::{Marks, Numerals, Suffix, ascii_number, short_number};

/// What was read: digits, a power of ten, and whether it was said in per cent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// An ASCII number such as "-1234.5".
    digits: String,
    /// The power of ten from a suffix or an exponent.
    power: i32,
    /// The power of ten of "%" (−2) or "‰" (−3), where one stands.
    share: Option<i32>,
    /// Whether a single separator makes a fraction.
    doubtful: bool,
}

/// The text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotANumber;

impl Reading {
    /// The number as it stands; `None` when it stands in per cent, which a plain number is not.
    pub fn number(&self) -> Option<f64> {
        match self.share {
            None => Some(self.scaled(0)),
            Some(_) => None,
        }
    }

    /// Whether the text may have meant thousands: "10.000" is ten in English and ten thousand in
    /// German, and "10,0000" is what stands there after one more key. Where only whole numbers make
    /// sense, it is better asked than guessed.
    pub fn is_doubtful(&self) -> bool {
        self.doubtful && self.power == 0
    }

    /// Whether the digits say zero.
    pub fn is_zero(&self) -> bool {
        self.digits.bytes().all(|b| matches!(b, b'0' | b'.' | b'-'))
    }

    /// The number as a fraction of one; a bare "3" is 3 %, because that is what the field says.
    ///
    /// The point is moved in the text, not by dividing, so that 7 gives the double 0.07.
    pub fn share(&self) -> f64 {
        self.scaled(self.share.unwrap_or(-2))
    }

    fn scaled(&self, power: i32) -> f64 {
        let power = self.power + power;
        if let Some(number) = short_number(&self.digits, power) {
            return number;
        }
        let mut text = self.digits.clone();
        if power != 0 {
            text.push('e');
            text.push_str(&power.to_string());
        }
        ascii_number(&text)
    }
}

/// Reads `text` as a number in the language of `numerals`.
///
/// The reader's separators come first. Of two different separators the last is the decimal one.
/// A single one followed by exactly three digits groups where the language groups with it, and is
/// the decimal one elsewhere. Spaces and apostrophes only group.
///
/// # Returns
///
/// `None` for a text without anything in it.
///
/// # Errors
///
/// [`NotANumber`] when the text is not wholly understood.
pub fn read_number(text: &str, numerals: &dyn Numerals) -> Result<Option<Reading>, NotANumber> {
    let characters: Vec<char> = text.chars().filter_map(plain).collect();
    let mut rest: &[char] = trim(&characters);
    if rest.is_empty() {
        return Ok(None);
    }
    let mut share = None;
    let mut power = 0;
    let mut negative = false;
    let mut signed = false;
    // What stands before the digits: a sign, a currency, a per cent sign, in any order.
    while let Some((&first, tail)) = rest.split_first() {
        match first {
            '-' | '+' if !signed => {
                (negative, signed) = (first == '-', true);
                rest = trim(tail);
            }
            // Turkish and Basque put it first.
            '%' if share.is_none() => {
                share = Some(-2);
                rest = trim(tail);
            }
            _ if first.is_ascii_digit() || is_separator(first) => break,
            _ => rest = trim(after_currency(rest, numerals).ok_or(NotANumber)?),
        }
    }
    let end = rest
        .iter()
        .position(|&c| !(c.is_ascii_digit() || is_separator(c)))
        .unwrap_or(rest.len());
    let (body, tail) = rest.split_at_checked(end).ok_or(NotANumber)?;
    let mut digits = resolve(trim(body), numerals.marks())?;
    // What stands behind them: an exponent, a word for a power of ten, a sign, a currency.
    let mut tail = trim(tail);
    if let Some((exponent, after)) = exponent(tail) {
        power += exponent;
        tail = trim(after);
    }
    let mut worded = false;
    while let Some((&first, after)) = tail.split_first() {
        match first {
            '%' | '‰' if share.is_none() => {
                share = Some(if first == '%' { -2 } else { -3 });
                tail = trim(after);
            }
            _ => {
                if let Some((length, found)) = (!worded).then(|| suffix(tail, numerals)).flatten() {
                    power += i32::from(found);
                    worded = true;
                    tail = trim(tail.get(length..).unwrap_or_default());
                } else {
                    tail = trim(after_currency(tail, numerals).ok_or(NotANumber)?);
                }
            }
        }
    }
    let fraction = digits.split_once('.').map_or("", |(_, fraction)| fraction);
    // Thousands have up to three digits before their first separator.
    let mut parts = trim(body).split(|&c| is_separator(c));
    let before = parts.next().map_or(0, <[char]>::len);
    let doubtful = !fraction.is_empty() && before <= 3 && parts.count() == 1;
    if negative {
        digits.insert(0, '-');
    }
    Ok(Some(Reading {
        digits,
        power,
        share,
        doubtful,
    }))
}

/// One character in its plain form; `None` for marks that only steer the direction of writing,
/// or hold a line together.
fn plain(c: char) -> Option<char> {
    Some(match c {
        '\u{200e}'
        | '\u{200f}'
        | '\u{61c}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => return None,
        '０'..='９' => shifted(c, '０'),
        '٠'..='٩' => shifted(c, '٠'),
        '۰'..='۹' => shifted(c, '۰'),
        '०'..='९' => shifted(c, '०'),
        '০'..='৯' => shifted(c, '০'),
        '๐'..='๙' => shifted(c, '๐'),
        '．' => '.',
        '，' | '、' => ',',
        '％' | '٪' | '﹪' => '%',
        '＋' => '+',
        '−' | '－' | '–' | '﹣' => '-',
        '’' | '‘' | 'ʼ' | '＇' | '´' | '`' => '\'',
        c if c.is_whitespace() => ' ',
        c => c,
    })
}

fn shifted(digit: char, zero: char) -> char {
    let value = u32::from(digit).wrapping_sub(u32::from(zero));
    char::from_digit(value, 10).unwrap_or(digit)
}

/// Whether `c` can stand between the digits of one number.
fn is_separator(c: char) -> bool {
    matches!(c, '.' | ',' | '\'' | ' ' | '٫' | '٬')
}

fn trim(mut text: &[char]) -> &[char] {
    while let [' ', rest @ ..] | [rest @ .., ' '] = text {
        text = rest;
    }
    text
}

/// The digits and separators of one number as an ASCII number.
fn resolve(body: &[char], marks: Marks) -> Result<String, NotANumber> {
    if !body.iter().any(char::is_ascii_digit) {
        return Err(NotANumber);
    }
    let separators = || body.iter().copied().filter(|c| !c.is_ascii_digit());
    let (first, last) = (separators().next(), separators().next_back());
    let decimal = match (first, last) {
        (Some(first), Some(last)) if first != last => Some(last),
        (Some(only), _) if separators().count() == 1 && is_decimal(only, body, marks) => Some(only),
        _ => None,
    };
    if matches!(decimal, Some(' ' | '\'' | '٬')) {
        return Err(NotANumber);
    }
    let mut parts = body.split(|&c| Some(c) == decimal);
    let whole = parts.next().unwrap_or_default();
    let fraction = parts.next().unwrap_or_default();
    if parts.next().is_some() || !fraction.iter().all(char::is_ascii_digit) {
        return Err(NotANumber);
    }
    let mut number = String::new();
    if let Some(group) = whole.iter().copied().find(|c| !c.is_ascii_digit()) {
        let groups: Vec<&[char]> = whole.split(|&c| c == group).collect();
        let count = groups.len();
        for (index, group) in groups.into_iter().enumerate() {
            // Thousands; inside also the pairs of Indian lakhs and crores.
            let fits = match index {
                0 => (1..=3).contains(&group.len()),
                _ if index + 1 == count => group.len() == 3,
                _ => matches!(group.len(), 2 | 3),
            };
            if !fits || !group.iter().all(char::is_ascii_digit) {
                return Err(NotANumber);
            }
            number.extend(group);
        }
    } else {
        number.extend(whole);
    }
    if number.is_empty() {
        number.push('0');
    }
    if !fraction.is_empty() {
        number.push('.');
        number.extend(fraction);
    }
    Ok(number)
}

/// Whether the only separator of a number is its decimal one.
fn is_decimal(only: char, body: &[char], marks: Marks) -> bool {
    match only {
        '٫' => true,
        ' ' | '\'' | '٬' => false,
        _ if Some(only) == plain(marks.decimal) => true,
        // Arabic with Latin digits writes them with Latin separators.
        _ if Some(only) == plain(marks.group) || (only == ',' && marks.group == '٬') => {
            let mut parts = body.split(|&c| c == only);
            let before = parts.next().unwrap_or_default();
            let after = parts.next().unwrap_or_default();
            // "0,125" is no grouping in any language.
            after.len() != 3 || !(1..=3).contains(&before.len()) || before == ['0']
        }
        _ => true,
    }
}

/// An exponent such as "e5" or "E-3" and what follows it.
fn exponent(tail: &[char]) -> Option<(i32, &[char])> {
    let [e, rest @ ..] = tail else { return None };
    if !matches!(e, 'e' | 'E') {
        return None;
    }
    let (sign, rest) = match rest {
        ['-', rest @ ..] => (-1, rest),
        ['+', rest @ ..] => (1, rest),
        _ => (1, rest),
    };
    let end = rest
        .iter()
        .position(|c| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    let (digits, after) = rest.split_at_checked(end)?;
    // Four digits are more than any double has; more would only be an attack on the addition.
    if digits.is_empty() || digits.len() > 4 {
        return None;
    }
    let value = digits
        .iter()
        .filter_map(|c| c.to_digit(10))
        .fold(0, |sum, digit| sum * 10 + i32::try_from(digit).unwrap_or(0));
    Some((sign * value, after))
}

/// The longest word for a power of ten at the start of `tail`: its length and its power.
fn suffix(tail: &[char], numerals: &dyn Numerals) -> Option<(usize, u8)> {
    let own = [("k", 3), ("M", 6)];
    let own = own.iter().map(|&(text, power)| (text.to_owned(), power));
    let told = numerals
        .suffixes()
        .into_iter()
        .map(|Suffix { text, power }| (text, power));
    told.chain(own)
        .filter_map(|(text, power)| {
            let word: Vec<char> = text.chars().filter_map(plain).collect();
            // "Mrd." is also written "Mrd".
            let word = trim(&word);
            let word = word.strip_suffix(&['.']).unwrap_or(word);
            let start = tail.get(..word.len())?;
            let same = |a: &char, b: &char| a == b || a.eq_ignore_ascii_case(b);
            let found = !word.is_empty() && start.iter().zip(word).all(|(a, b)| same(a, b));
            // "k" is no suffix of "5 kr": a word ends where letters end.
            let after = tail.get(word.len());
            let ends = after.is_none_or(|c| !c.is_alphabetic());
            let length = word.len() + usize::from(after == Some(&'.'));
            (found && ends).then_some((length, power))
        })
        .max_by_key(|&(length, _)| length)
}

/// What follows the currency at the start of `text`, if one stands there.
fn after_currency<'a>(text: &'a [char], numerals: &dyn Numerals) -> Option<&'a [char]> {
    let letters = text
        .iter()
        .position(|c| !c.is_alphabetic())
        .unwrap_or(text.len());
    let (word, after) = text.split_at_checked(letters)?;
    // "€", "US$", "R$".
    if let [sign, after @ ..] = after
        && is_currency_sign(*sign)
        && word.len() <= 3
    {
        return Some(after);
    }
    let name: String = word.iter().collect();
    let known = matches!(
        name.as_str(),
        "kr" | "zł" | "Kč" | "Ft" | "lei" | "円" | "元" | "원"
    );
    (known || (word.len() == 3 && numerals.is_currency(&name))).then_some(after)
}

/// Whether `c` is a currency symbol (Unicode category Sc, without the historical ones).
fn is_currency_sign(c: char) -> bool {
    matches!(
        c,
        '$' | '¢' | '£' | '¤' | '¥' | '₠'
            ..='⃀' | '฿' | '៛' | '﷼' | '＄' | '￠' | '￡' | '￥' | '￦'
    )
}
