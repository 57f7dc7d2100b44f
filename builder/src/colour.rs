//! Colours, and whether they can be read on a card.

use core::fmt;

/// A colour of the screen: red, green and blue, from 0 to 255.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

/// The light card, the dark card, and what is written on a button of a light and of a dark colour.
pub const LIGHT_CARD: Colour = Colour([255, 255, 255]);
/// See `--cw-background` in `style/tokens.css`.
pub const DARK_CARD: Colour = Colour([0x17, 0x19, 0x1b]);
const BLACK: Colour = Colour([0x0d, 0x0f, 0x10]);

/// The contrast that small text needs (WCAG 2.2, 1.4.3): the accent colours a line of text.
pub const READABLE: f64 = 4.5;

impl Colour {
    /// Reads `#rgb` or `#rrggbb`, with or without its `#`.
    ///
    /// # Example
    ///
    /// ```
    /// use conversion_widget_builder::colour::Colour;
    /// let teal = Colour::read(" 0a6a5b").unwrap();
    /// assert_eq!(teal.to_string(), "#0a6a5b");
    /// assert_eq!(Colour::read("#fa0").unwrap().to_string(), "#ffaa00");
    /// assert_eq!(Colour::read("teal"), None);
    /// ```
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = text.strip_prefix('#').unwrap_or(text);
        let digits: Option<Vec<u8>> = digits
            .chars()
            .map(|c| u8::try_from(c.to_digit(16)?).ok())
            .collect();
        let pair = |digits: &[u8]| digits.iter().fold(0, |sum, digit| sum * 16 + digit);
        let digits = digits?;
        let parts: Vec<u8> = match digits.len() {
            3 => digits.iter().map(|digit| digit * 17).collect(),
            6 => digits.chunks(2).map(pair).collect(),
            _ => return None,
        };
        parts.try_into().ok().map(Self)
    }

    /// How light it is.
    ///
    /// # Formula
    ///
    /// ```text
    /// L = 0.2126 R + 0.7152 G + 0.0722 B,  each of them c/255 made linear:
    /// c ≤ 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055)^2.4
    /// ```
    ///
    /// # Source
    ///
    /// WCAG 2.2, "relative luminance".
    pub fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        let Self([r, g, b]) = self;
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    }

    /// How well one can be told from the other, from 1 to 21 (WCAG 2.2, "contrast ratio").
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// White or black: what is better read on it.
    #[must_use]
    pub fn ink(self) -> Self {
        if self.contrast(LIGHT_CARD) >= self.contrast(BLACK) {
            LIGHT_CARD
        } else {
            BLACK
        }
    }

    /// The same colour, as much darker or lighter as it takes to have the contrast `wanted` to all of
    /// these. `None` where none has.
    pub fn readable_on(self, cards: &[Self], wanted: f64) -> Option<Self> {
        let towards = |end: u8, step: u16| {
            let mix = |part: u8| {
                let mixed = (u16::from(part) * (64 - step) + u16::from(end) * step) / 64;
                u8::try_from(mixed).unwrap_or(end)
            };
            Self(self.0.map(mix))
        };
        let steps = (0..=64).flat_map(|step| [towards(0, step), towards(255, step)]);
        let reads = |colour: &Self| cards.iter().all(|&card| colour.contrast(card) >= wanted);
        steps.into_iter().find(reads)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self([r, g, b]) = self;
        write!(out, "#{r:02x}{g:02x}{b:02x}")
    }
}
