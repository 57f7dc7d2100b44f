//! Pictures as data: pure geometry here, drawn by one component in `ui`.

pub mod density;
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
    /// The scale.
    Axis,
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
            Self::Axis => "axis",
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
