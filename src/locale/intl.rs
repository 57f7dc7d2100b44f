//! The thin part that asks the browser's `Intl`.

use super::{Marks, Numerals, Plural, Style, Suffix};
use core::cell::{OnceCell, RefCell};
use js_sys::{Array, Function, Intl, JsString, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// The numbers of one language, as the browser knows them.
pub struct IntlNumerals {
    tags: Array,
    /// The language of the sentences, whose plurals are wanted, if the numbers' is another.
    plural_tags: Array,
    /// The ISO 4217 code of the currency in force.
    currency: String,
    marks: Marks,
    /// The sign of the currency in force, asked once: every key in a field of money wants it.
    sign: OnceCell<String>,
    /// Making a formatter takes a browser longer than a keystroke should; each is made once.
    formatters: RefCell<Vec<(Style, Function)>>,
    /// What was written last: a key changes few numbers, and most stand in several places.
    written: RefCell<Vec<(Style, f64, String)>>,
    plural: RefCell<Option<Intl::PluralRules>>,
    /// The plurals of what was counted last, by its bits.
    counted: RefCell<Vec<(u64, Plural)>>,
}

/// How many numbers are remembered as they were written.
const REMEMBERED: usize = 64;

impl IntlNumerals {
    /// Asks for the numbers of `tag` with the money of `currency`, an ISO 4217 code, and the
    /// plurals of `sentences`. Both must be well-formed BCP 47 tags: the loader takes care of that, because `Intl` throws for others.
    pub fn new(tag: &str, sentences: &str, currency: &str) -> Self {
        let tags = Array::of1(&tag.into());
        let parts =
            formatter(&tags, &[("useGrouping", JsValue::TRUE)]).format_to_parts(1_234_567.8);
        let mark = |kind: &str, fallback| {
            part(&parts, kind)
                .and_then(|text| text.chars().next())
                .unwrap_or(fallback)
        };
        let marks = Marks {
            decimal: mark("decimal", '.'),
            group: mark("group", ','),
        };
        Self {
            tags,
            plural_tags: Array::of1(&sentences.into()),
            currency: currency.to_owned(),
            marks,
            sign: OnceCell::new(),
            formatters: RefCell::default(),
            written: RefCell::default(),
            plural: RefCell::default(),
            counted: RefCell::default(),
        }
    }

    fn options(&self, style: Style) -> Vec<(&'static str, JsValue)> {
        let money = || ("style", "currency".into());
        let currency = || ("currency", self.currency.as_str().into());
        match style {
            Style::Decimal(digits) => vec![("maximumFractionDigits", digits.into())],
            // What is to be said in words is said before it comes here.
            Style::Chance => self.options(Style::Percent(4)),
            Style::PValue => self.options(Style::Significant(3)),
            Style::Percent(digits) => vec![
                ("style", "percent".into()),
                ("maximumSignificantDigits", digits.into()),
            ],
            Style::PercentDecimal(digits) => vec![
                ("style", "percent".into()),
                ("maximumFractionDigits", digits.into()),
            ],
            Style::Significant(digits) => vec![("maximumSignificantDigits", digits.into())],
            Style::Scientific(digits) => vec![
                ("notation", "scientific".into()),
                ("maximumSignificantDigits", digits.into()),
            ],
            Style::Input => vec![("maximumSignificantDigits", 15.into())],
            Style::Money => vec![
                money(),
                currency(),
                ("trailingZeroDisplay", "stripIfInteger".into()),
            ],
            Style::MoneyWhole => vec![
                money(),
                currency(),
                ("minimumFractionDigits", 0.into()),
                ("maximumFractionDigits", 0.into()),
            ],
            Style::MoneySignificant(digits) => vec![
                money(),
                currency(),
                ("maximumSignificantDigits", digits.into()),
            ],
            Style::MoneyCompact | Style::MoneyScientific => vec![
                money(),
                currency(),
                (
                    "notation",
                    if style == Style::MoneyCompact {
                        "compact".into()
                    } else {
                        "scientific".into()
                    },
                ),
                ("maximumSignificantDigits", 4.into()),
            ],
        }
    }
}

fn formatter(tags: &Array, options: &[(&str, JsValue)]) -> Intl::NumberFormat {
    let object = Object::new();
    for (name, value) in options {
        // Setting a property of a fresh object cannot fail.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    Intl::NumberFormat::new(tags, &object)
}

/// The text of the first part of a kind.
fn part(parts: &Array, kind: &str) -> Option<String> {
    let text = |part: &JsValue, key: &str| Reflect::get(part, &key.into()).ok()?.as_string();
    parts
        .iter()
        .find(|part| text(part, "type").as_deref() == Some(kind))
        .and_then(|part| text(&part, "value"))
}

impl Numerals for IntlNumerals {
    fn marks(&self) -> Marks {
        self.marks
    }

    fn suffixes(&self) -> Vec<Suffix> {
        let mut suffixes = Vec::new();
        for display in ["short", "long"] {
            let options = [
                ("notation", "compact".into()),
                ("compactDisplay", display.into()),
                // So that "1万" is read as it stands, whatever digits the language prefers.
                ("numberingSystem", "latn".into()),
            ];
            let format = formatter(&self.tags, &options);
            for power in 3_u8..=12 {
                let parts = format.format_to_parts(10_f64.powi(power.into()));
                let zeros = part(&parts, "integer").map_or(0, |digits| digits.len() - 1);
                if let (Some(text), Ok(zeros)) = (part(&parts, "compact"), u8::try_from(zeros)) {
                    suffixes.push(Suffix {
                        text,
                        power: power - zeros,
                    });
                }
            }
        }
        suffixes
    }

    fn is_currency(&self, code: &str) -> bool {
        // Older browsers cannot list them; a code of three capitals is then taken at its word.
        let Ok(list) = Reflect::get(&js_sys::global(), &"Intl".into())
            .and_then(|intl| Reflect::get(&intl, &"supportedValuesOf".into()))
            .and_then(JsCast::dyn_into::<Function>)
            .and_then(|list| list.call1(&JsValue::UNDEFINED, &"currency".into()))
        else {
            return code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase());
        };
        Array::from(&list).includes(&code.into(), 0)
    }

    fn currency_sign(&self) -> String {
        let ask = || {
            let options = [
                ("style", "currency".into()),
                ("currency", self.currency.as_str().into()),
            ];
            let parts = formatter(&self.tags, &options).format_to_parts(0.0);
            part(&parts, "currency").unwrap_or_default()
        };
        self.sign.get_or_init(ask).clone()
    }

    fn write(&self, value: f64, style: Style) -> String {
        let mut written = self.written.borrow_mut();
        for (known, number, text) in &*written {
            // By their bits: −0 is another number than 0.
            if number.to_bits() == value.to_bits() && *known == style {
                return text.clone();
            }
        }
        let known = self
            .formatters
            .borrow()
            .iter()
            .find(|(known, _)| *known == style)
            .map(|(_, format)| format.clone());
        let format = known.unwrap_or_else(|| {
            let format = formatter(&self.tags, &self.options(style)).format();
            self.formatters.borrow_mut().push((style, format.clone()));
            format
        });
        let text = format
            .call1(&JsValue::UNDEFINED, &value.into())
            .ok()
            .and_then(|text| text.as_string())
            .unwrap_or_default();
        // A hyphen would part from the sign of a currency behind it at the end of a line, and so would
        // a minus alone. What stands in a field is typed as well, and keeps the character of the keyboard.
        let text = match text.split_once('-') {
            Some((before, amount)) if style != Style::Input => {
                [before, "\u{2212}\u{2060}", amount].concat()
            }
            _ => text,
        };
        if written.len() == REMEMBERED {
            written.clear();
        }
        written.push((style, value, text.clone()));
        text
    }

    fn plural(&self, value: f64) -> Plural {
        let mut counted = self.counted.borrow_mut();
        for &(known, plural) in &*counted {
            if known == value.to_bits() {
                return plural;
            }
        }
        let mut rules = self.plural.borrow_mut();
        let rules =
            rules.get_or_insert_with(|| Intl::PluralRules::new(&self.plural_tags, &Object::new()));
        let category: JsString = rules.select(value);
        let plural = match String::from(category).as_str() {
            "zero" => Plural::Zero,
            "one" => Plural::One,
            "two" => Plural::Two,
            "few" => Plural::Few,
            "many" => Plural::Many,
            _ => Plural::Other,
        };
        if counted.len() == REMEMBERED {
            counted.clear();
        }
        counted.push((value.to_bits(), plural));
        plural
    }
}
