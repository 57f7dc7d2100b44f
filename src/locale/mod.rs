//! Reading and writing numbers in the reader's way.
//!
//! The rules are plain and live in [`reading`]; `intl` is the thin part that asks the browser.
//! Whoever reads or writes a number gets it through [`Numerals`], so that the rules can be tested
//! natively, where no `Intl` exists.

#[cfg(target_arch = "wasm32")]
pub mod intl;
pub mod reading;

/// The characters with which a language writes numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    /// Between whole and fraction: "." in English, "," in German.
    pub decimal: char,
    /// Between groups of thousands: "," in English, "." in German, a narrow space in French.
    pub group: char,
}

/// A word for a power of ten, such as "k", "Mio." or "万".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suffix {
    /// The word as the language writes it.
    pub text: String,
    /// Its power of ten: 3 for "k".
    pub power: u8,
}

/// The plural categories of Unicode, of which a language uses some.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plural {
    /// Some languages' form for nothing.
    Zero,
    /// The singular.
    One,
    /// The dual.
    Two,
    /// A small number, as Slavic languages see it.
    Few,
    /// A large number, as Arabic and Polish see it.
    Many,
    /// The general form, which every language has.
    Other,
}

/// How a number is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// With at most so many digits after the point.
    Decimal(u8),
    /// A fraction of one as a percentage, with at most so many significant digits.
    Percent(u8),
    /// A fraction of one as a percentage, with at most so many digits after the point.
    PercentDecimal(u8),
    /// With at most so many significant digits.
    Significant(u8),
    /// As a power of ten, with at most so many significant digits: for what is nearly 0.
    Scientific(u8),
    /// As an input field holds it: all its digits, up to 15 significant ones.
    Input,
    /// A probability: as a percentage, and in words where it is nearly 0 or 1.
    Chance,
    /// A p-value: in words where it is nearly 0.
    PValue,
    /// An amount in the currency in force, with the digits after the point that it is coined in.
    Money,
    /// An amount in the currency in force, in whole units.
    MoneyWhole,
    /// An amount in the currency in force, with at most so many significant digits.
    MoneySignificant(u8),
    /// An amount in the currency in force in a few digits, such as "$1.235M".
    MoneyCompact,
    /// An amount in the currency in force as a power of ten, for what no line would hold.
    MoneyScientific,
}

/// What a language knows about numbers.
pub trait Numerals {
    /// The language's separators.
    fn marks(&self) -> Marks;
    /// The language's words for powers of ten.
    fn suffixes(&self) -> Vec<Suffix>;
    /// Whether `code` is an ISO 4217 currency code.
    fn is_currency(&self, code: &str) -> bool;
    /// The sign of the currency in force, for an input field.
    fn currency_sign(&self) -> String;
    /// `value` as the language writes it.
    fn write(&self, value: f64, style: Style) -> String;
    /// The plural category of `value`.
    fn plural(&self, value: f64) -> Plural;
}

/// The number that `text` says, which must be an ASCII number as JSON has them.
///
/// In WebAssembly this is JavaScript's `Number`: Rust's own parser costs the reader 14 kB. What a
/// reader types is short and plain, and read without asking.
pub fn ascii_number(text: &str) -> f64 {
    if let Some(number) = short_number(text, 0) {
        return number;
    }
    #[cfg(target_arch = "wasm32")]
    return js_sys::Number::from(wasm_bindgen::JsValue::from_str(text)).value_of();
    #[cfg(not(target_arch = "wasm32"))]
    return text.parse().unwrap_or(f64::NAN);
}

/// A number as JSON has it: the shortest digits that say it exactly.
///
/// In WebAssembly written by JavaScript, for the same reason.
pub fn ascii_text(value: f64) -> String {
    #[cfg(target_arch = "wasm32")]
    return js_sys::JSON::stringify(&value.into()).map_or(String::new(), String::from);
    #[cfg(not(target_arch = "wasm32"))]
    return value.to_string();
}

/// A number of digits and at most one point, times a power of ten; `None` for what is not as plain.
///
/// Exactly the nearest double: the digits as a whole number are below 2⁵³, and the power of ten that
/// they are multiplied with or divided by is one of the 23 that doubles hold.
pub fn short_number(text: &str, power: i32) -> Option<f64> {
    if text.len() > 15 || !text.starts_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let (mut digits, mut power, mut has_point) = (0.0, power, false);
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => {
                digits = digits * 10.0 + f64::from(byte - b'0');
                power -= i32::from(has_point);
            }
            b'.' if !has_point => has_point = true,
            _ => return None,
        }
    }
    if power.abs() > 22 {
        return None;
    }
    let mut scale = 1.0;
    for _ in 0..power.abs() {
        scale *= 10.0;
    }
    Some(if power < 0 {
        digits / scale
    } else {
        digits * scale
    })
}

/// How many significant digits a proportion needs so that rounding does not make it certain.
///
/// Three, and more where the rate is so close to 1 that three would show 100 %.
///
/// # Example
///
/// ```
/// use conversion_widget::locale::percent_digits;
/// assert_eq!(percent_digits(0.026_833), 3);
/// assert_eq!(percent_digits(0.999_97), 6);
/// ```
pub fn percent_digits(rate: f64) -> u8 {
    let mut digits = 3;
    let mut rest = (1.0 - rate).abs() * 100.0;
    while rest > 0.0 && rest < 1.0 && digits < 15 {
        rest *= 10.0;
        digits += 1;
    }
    digits
}

/// How a proportion is written that is known to within an interval of this width.
///
/// To a fiftieth of the width or finer, by powers of ten: more digits would claim a knowledge that
/// nobody has, fewer would hide some. What is not quite 0 or 1 is
/// never rounded to it.
///
/// # Example
///
/// ```
/// use conversion_widget::locale::{Style, share_style};
/// assert_eq!(share_style(0.03, 0.006_7), Style::PercentDecimal(2));
/// assert_eq!(share_style(0.45, 0.4), Style::PercentDecimal(1));
/// assert_eq!(share_style(1e-9, 0.006_7), Style::Percent(1));
/// ```
pub fn share_style(share: f64, width: f64) -> Style {
    let mut decimals = 0_u8;
    let mut unit = 1.0;
    while unit * 50.0 > width * 100.0 && decimals < 12 {
        unit /= 10.0;
        decimals += 1;
    }
    let half = unit / 200.0;
    if share > 0.0 && share < half {
        Style::Percent(1)
    } else if share < 1.0 && 1.0 - share <= half {
        Style::Percent(percent_digits(share))
    } else {
        Style::PercentDecimal(decimals)
    }
}

/// How many digits after the point a count of people per conversion needs: three significant
/// digits in all from one on, and as many as keep 1.001 from being 1.
///
/// # Example
///
/// ```
/// use conversion_widget::locale::decimals;
/// assert_eq!(decimals(33.333), 1);
/// assert_eq!(decimals(3_333.3), 0);
/// assert_eq!(decimals(1.001), 3);
/// ```
pub fn decimals(value: f64) -> u8 {
    match value.abs() {
        size if size >= 100.0 => 0,
        size if size >= 10.0 => 1,
        size => {
            let mut digits = 2;
            let mut rest = (size - 1.0).abs() * 100.0;
            while rest > 0.0 && rest < 0.999 && digits < 12 {
                rest *= 10.0;
                digits += 1;
            }
            digits
        }
    }
}

/// How an amount of money is written: to the cent, in whole units where cents are lost beside them,
/// finer where a cent is too much, and as a power of ten where the digits would fill a line.
pub fn money_style(amount: f64) -> Style {
    match amount.abs() {
        size if size >= 1e15 => Style::MoneyScientific,
        size if size >= 100_000.0 => Style::MoneyWhole,
        size if size >= 1.0 || size == 0.0 => Style::Money,
        _ => Style::MoneySignificant(3),
    }
}
