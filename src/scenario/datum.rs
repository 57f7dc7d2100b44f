//! Data as JSON knows it, without JSON: what goes in and out of the public contract.

/// A value that can be said in JSON.
///
/// The widget reads and writes it through the browser's own objects; tests read and write it
/// natively. An integer has no kind of its own, as in JSON.
#[derive(Clone, Debug, PartialEq)]
pub enum Datum {
    /// Nothing: not given, or not defined.
    Null,
    /// True or false.
    Flag(bool),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// Several values in order.
    List(Vec<Datum>),
    /// Named values in order.
    Record(Vec<(String, Datum)>),
}

impl Datum {
    /// A record of `entries`.
    pub fn record<const N: usize>(entries: [(&str, Self); N]) -> Self {
        Self::Record(
            entries
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
        )
    }

    /// Adds numbers whose names stand in one text, divided by blanks; what is not finite is not
    /// defined.
    #[inline(never)]
    pub fn put_named(&mut self, names: &str, numbers: &[f64]) {
        if let Self::Record(entries) = self {
            for (name, &number) in names.split(' ').zip(numbers) {
                entries.push((name.to_owned(), number.into()));
            }
        }
    }

    /// Adds one value to the end of a record.
    #[inline(never)]
    pub fn add(&mut self, name: &str, value: Self) {
        if let Self::Record(entries) = self {
            entries.push((name.to_owned(), value));
        }
    }

    /// What stands under a name of a record.
    pub fn entry(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Record(entries) => {
                let mut entries = entries.iter();
                entries
                    .find(|(known, _)| known == name)
                    .map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// Puts `value` under a dotted `path` into a record, making the records on the way.
    ///
    /// # Example
    ///
    /// ```
    /// use conversion_widget::scenario::datum::Datum;
    /// let mut scenario = Datum::record([]);
    /// scenario.put("costs.fee", Datum::Number(500.0));
    /// let costs = Datum::record([("fee", Datum::Number(500.0))]);
    /// assert_eq!(scenario, Datum::record([("costs", costs)]));
    /// ```
    pub fn put(&mut self, path: &str, value: Self) {
        if !matches!(self, Self::Record(_)) {
            *self = Self::Record(Vec::new());
        }
        let Self::Record(entries) = self else { return };
        let (name, rest) = match path.split_once('.') {
            Some((name, rest)) => (name, Some(rest)),
            None => (path, None),
        };
        let at = entries.iter().position(|(known, _)| known == name);
        let at = at.unwrap_or_else(|| {
            entries.push((name.to_owned(), Self::Null));
            entries.len() - 1
        });
        if let Some((_, slot)) = entries.get_mut(at) {
            match rest {
                Some(rest) => slot.put(rest, value),
                None => *slot = value,
            }
        }
    }
}

impl From<Option<f64>> for Datum {
    /// A number that may be undefined; what is not finite is undefined, never ∞ or NaN.
    fn from(value: Option<f64>) -> Self {
        value
            .filter(|v| v.is_finite())
            .map_or(Self::Null, Self::Number)
    }
}

impl From<f64> for Datum {
    fn from(value: f64) -> Self {
        Self::from(Some(value))
    }
}

impl From<&str> for Datum {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}
