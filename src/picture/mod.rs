//! Pictures as data: pure geometry here, drawn by one component in `ui`.

pub mod intervals;
pub mod people;

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
