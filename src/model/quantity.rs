//! Quantities that are checked when they are made, so that no formula has to.

use core::fmt;

/// The largest count that is accepted: 10¹², more than a hundred times the people on earth.
///
/// Doubles count without gaps to 2⁵³ ≈ 9 · 10¹⁵, so every whole number up to here is exact.
pub const LARGEST_COUNT: f64 = 1e12;

/// Why a number is not the quantity that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuantityError {
    /// Not a number, or not finite.
    NotFinite,
    /// A count with a fraction.
    NotWhole,
    /// Outside the quantity's domain.
    OutOfRange,
    /// A part that is larger than its whole.
    PartAboveWhole,
}

impl fmt::Display for QuantityError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotFinite => "not a finite number",
            Self::NotWhole => "not a whole number",
            Self::OutOfRange => "out of range",
            Self::PartAboveWhole => "the part is larger than the whole",
        })
    }
}

impl core::error::Error for QuantityError {}

/// A number of people or of events: whole, from 0 to 10¹².
///
/// Kept as a double because every use of it is a formula in doubles, and exact there.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Count(f64);

impl Count {
    /// Checks `value`.
    ///
    /// # Errors
    ///
    /// [`QuantityError`] when `value` is not finite, has a fraction, or is not in 0 … 10¹².
    ///
    /// # Example
    ///
    /// ```
    /// use conversion_widget::model::quantity::{Count, QuantityError};
    /// assert_eq!(Count::new(300.0).map(Count::get), Ok(300.0));
    /// assert_eq!(Count::new(0.5), Err(QuantityError::NotWhole));
    /// ```
    pub fn new(value: f64) -> Result<Self, QuantityError> {
        if !value.is_finite() {
            Err(QuantityError::NotFinite)
        } else if !(0.0..=LARGEST_COUNT).contains(&value) {
            Err(QuantityError::OutOfRange)
        } else if value.fract() != 0.0 {
            Err(QuantityError::NotWhole)
        } else {
            // Adding 0 turns −0 into 0, which would otherwise print as "-0".
            Ok(Self(value + 0.0))
        }
    }

    /// The count as a number.
    pub const fn get(self) -> f64 {
        self.0
    }
}

/// A fraction of one, from 0 to 1, both included.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Rate(f64);

impl Rate {
    /// Checks `value`.
    ///
    /// # Errors
    ///
    /// [`QuantityError`] when `value` is not finite or not in 0 … 1.
    pub fn new(value: f64) -> Result<Self, QuantityError> {
        if !value.is_finite() {
            Err(QuantityError::NotFinite)
        } else if (0.0..=1.0).contains(&value) {
            Ok(Self(value + 0.0))
        } else {
            Err(QuantityError::OutOfRange)
        }
    }

    /// The rate as a fraction of one.
    pub const fn get(self) -> f64 {
        self.0
    }
}

/// The confidence level of a two-sided interval: between 0 and 1, both excluded.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Level(f64);

impl Level {
    /// Checks `value`.
    ///
    /// # Errors
    ///
    /// [`QuantityError`] when `value` is not finite or not strictly between 0 and 1.
    pub fn new(value: f64) -> Result<Self, QuantityError> {
        if !value.is_finite() {
            Err(QuantityError::NotFinite)
        } else if value > 0.0 && value < 1.0 {
            Ok(Self(value))
        } else {
            Err(QuantityError::OutOfRange)
        }
    }

    /// The level as a fraction of one.
    pub const fn get(self) -> f64 {
        self.0
    }

    /// What the interval leaves out on each side: (1 − level) / 2.
    pub const fn tail(self) -> f64 {
        (1.0 - self.0) / 2.0
    }
}

/// The longest time that is accepted: a hundred years.
pub const LONGEST_MONTHS: f64 = 1_200.0;

/// A length of time, 0 to 1,200 months.
///
/// A type and not a number, because the commonest mistake of published calculators is a week that
/// is read as a month: every other unit has to be named on its way in.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Months(f64);

impl Months {
    /// Checks `value`.
    ///
    /// # Errors
    ///
    /// [`QuantityError`] when `value` is not finite or not in 0 … 1,200.
    pub fn new(value: f64) -> Result<Self, QuantityError> {
        if !value.is_finite() {
            Err(QuantityError::NotFinite)
        } else if (0.0..=LONGEST_MONTHS).contains(&value) {
            Ok(Self(value + 0.0))
        } else {
            Err(QuantityError::OutOfRange)
        }
    }

    /// So many weeks, of which a year of the calendar has 365.2425/7 = 52.1775.
    ///
    /// Four weeks are no month: taken as one, they put 48 weeks into a year.
    ///
    /// # Errors
    ///
    /// As [`Months::new`].
    pub fn from_weeks(weeks: f64) -> Result<Self, QuantityError> {
        Self::new(weeks * (12.0 / 52.177_5))
    }

    /// So many quarters of three months.
    ///
    /// # Errors
    ///
    /// As [`Months::new`].
    pub fn from_quarters(quarters: f64) -> Result<Self, QuantityError> {
        Self::new(quarters * 3.0)
    }

    /// So many years of twelve months.
    ///
    /// # Errors
    ///
    /// As [`Months::new`].
    pub fn from_years(years: f64) -> Result<Self, QuantityError> {
        Self::new(years * 12.0)
    }

    /// The number of months.
    pub const fn get(self) -> f64 {
        self.0
    }
}

/// An effective rate a year, at least 0: 0.1 makes 110 of 100 within a year, however it is booked.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct AnnualRate(f64);

impl AnnualRate {
    /// Checks `value`.
    ///
    /// # Errors
    ///
    /// [`QuantityError`] when `value` is not finite or below 0.
    pub fn new(value: f64) -> Result<Self, QuantityError> {
        if !value.is_finite() {
            Err(QuantityError::NotFinite)
        } else if value >= 0.0 {
            Ok(Self(value + 0.0))
        } else {
            Err(QuantityError::OutOfRange)
        }
    }

    /// The rate as a fraction of one.
    pub const fn get(self) -> f64 {
        self.0
    }

    /// What 1 in so much time is worth now.
    ///
    /// Not 1 − d/12 a month, which is another rate: 10 % a year are 0.797 % a month, not 0.833 %.
    ///
    /// # Formula
    ///
    /// ```text
    /// (1 + d)^(−t/12),   t in months
    /// ```
    pub fn factor(self, time: Months) -> f64 {
        (-self.0.ln_1p() * time.get() / 12.0).exp()
    }
}

/// Some of a known number of people: `part` of `whole`, with part ≤ whole and whole ≥ 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    part: Count,
    whole: Count,
}

impl Sample {
    /// Checks that the part fits into the whole, and that the whole is not empty.
    ///
    /// # Errors
    ///
    /// [`QuantityError::OutOfRange`] when `whole` is 0, [`QuantityError::PartAboveWhole`] when
    /// `part` is larger than `whole`.
    pub fn new(part: Count, whole: Count) -> Result<Self, QuantityError> {
        if whole.get() < 1.0 {
            Err(QuantityError::OutOfRange)
        } else if part > whole {
            Err(QuantityError::PartAboveWhole)
        } else {
            Ok(Self { part, whole })
        }
    }

    /// Those who converted.
    pub const fn part(self) -> Count {
        self.part
    }

    /// Those who could have.
    pub const fn whole(self) -> Count {
        self.whole
    }

    /// part / whole, a fraction of one.
    pub fn rate(self) -> f64 {
        self.part.get() / self.whole.get()
    }
}

/// What is known of a rate: so many conversions among so many viewers, neither of them
/// necessarily whole.
///
/// Posts of one creator resemble each other, so that 10,000 viewers of two posts tell less than
/// 10,000 viewers drawn one by one: an entry then counts as fewer viewers at its own rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence {
    conversions: f64,
    viewers: f64,
}

impl Evidence {
    /// Checks that the conversions fit among the viewers.
    ///
    /// # Errors
    ///
    /// [`QuantityError`] when a number is not finite, when `viewers` is not in (0, 10¹²] or
    /// `conversions` is below 0, or when `conversions` is above `viewers`.
    pub fn new(conversions: f64, viewers: f64) -> Result<Self, QuantityError> {
        if !conversions.is_finite() || !viewers.is_finite() {
            Err(QuantityError::NotFinite)
        } else if viewers <= 0.0 || viewers > LARGEST_COUNT || conversions < 0.0 {
            Err(QuantityError::OutOfRange)
        } else if conversions > viewers {
            Err(QuantityError::PartAboveWhole)
        } else {
            Ok(Self {
                conversions: conversions + 0.0,
                viewers,
            })
        }
    }

    /// Those who converted.
    pub const fn conversions(self) -> f64 {
        self.conversions
    }

    /// Those who could have.
    pub const fn viewers(self) -> f64 {
        self.viewers
    }

    /// conversions / viewers, a fraction of one.
    pub fn rate(self) -> f64 {
        self.conversions / self.viewers
    }
}

impl From<Sample> for Evidence {
    fn from(sample: Sample) -> Self {
        Self {
            conversions: sample.part.get(),
            viewers: sample.whole.get(),
        }
    }
}
