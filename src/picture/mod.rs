//! Pictures as data: pure geometry here, drawn by one component in `ui`, and the same as lists.

pub mod course;
pub mod curve;
pub mod density;
pub mod intervals;
pub mod list;
pub mod people;
pub mod waterfall;

/// What a mark stands for, which decides its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Counted for certain.
    Sure,
    /// Within the interval.
    Open,
    /// The rest.
    Rest,
    /// From one end to the other.
    Span,
    /// What is expected.
    Mean,
    /// What was counted.
    Dot,
    /// What comes in, and what is left of it.
    Gain,
    /// What is taken away, and what is missing.
    Loss,
    /// The line of 0, or a scale.
    Axis,
    /// A line through values.
    Line,
    /// What lies between the ends of an interval.
    Band,
    /// A line beside another.
    Aside,
    /// A value that is to be reached.
    Level,
    /// Where the reader looks.
    Cursor,
    /// What was seen.
    Seen,
    /// One of several curves, the first first.
    Curve(u8),
}

impl Tone {
    /// The class by which the style sheet colours it.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Sure => "mark sure",
            Self::Open => "mark open",
            Self::Rest => "mark rest",
            Self::Span => "mark span",
            Self::Mean => "mark mean",
            Self::Dot => "mark dot",
            Self::Gain => "gain",
            Self::Loss => "loss",
            Self::Axis => "axis",
            Self::Line => "line",
            Self::Band => "band",
            Self::Aside => "aside",
            Self::Level => "level",
            Self::Cursor => "cursor",
            Self::Seen => "seen",
            Self::Curve(0) => "curve one",
            Self::Curve(1) => "curve two",
            Self::Curve(2) => "curve three",
            Self::Curve(_) => "curve four",
        }
    }
}

/// One thing that is drawn: a path in the picture's own units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it stands for.
    pub tone: Tone,
    /// The path, as SVG writes it.
    pub path: String,
}

/// A picture: its size and what is drawn on it, from back to front.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Width in the picture's own units.
    pub width: u32,
    /// Height in the picture's own units.
    pub height: u32,
    /// What is drawn.
    pub marks: Vec<Mark>,
}

/// Adds a piece to a path: a form in which a number stands for each `#`.
fn trace(path: &mut String, form: &str, numbers: &[u32]) {
    let mut numbers = numbers.iter();
    for part in form.chars() {
        if part == '#' {
            if let Some(number) = numbers.next() {
                write(path, *number);
            }
        } else {
            path.push(part);
        }
    }
}

/// Adds a number, from its first digit on: a text of its own for each of a thousand would take
/// longer than all the rest of a picture.
fn write(path: &mut String, number: u32) {
    if number > 9 {
        write(path, number / 10);
    }
    path.push(char::from_digit(number % 10, 10).unwrap_or('0'));
}

/// A mark of one piece.
fn traced(tone: Tone, form: &str, numbers: &[u32]) -> Mark {
    let mut path = String::with_capacity(32);
    trace(&mut path, form, numbers);
    Mark { tone, path }
}

/// `value` rounded to a whole number from 0 to `most`.
fn whole(value: f64, most: u32) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and most, and whole"
    )]
    let number = value.max(0.0).min(f64::from(most)).round() as u32;
    number
}
