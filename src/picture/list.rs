//! What a picture shows, or what was put in, as a list in words with the numbers in it.

/// A list: of what was put in, or of what a picture shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct List {
    /// What it is called.
    pub title: String,
    /// What its columns are called.
    pub columns: Vec<String>,
    /// What programs call them, where they have such names.
    pub keys: Vec<&'static str>,
    /// Its rows, a cell for each column.
    pub rows: Vec<Vec<String>>,
    /// What of them is a number, or a range with its lower and its upper end, unrounded, rates as
    /// fractions of one.
    pub values: Vec<Vec<[Option<f64>; 3]>>,
    /// What its rows are called; where nothing is said, as their first cells.
    pub names: Vec<String>,
}

/// A row of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cells {
    /// What stands in its cells.
    pub shown: Vec<String>,
    /// What of that is a number, or a range with its lower and its upper end, unrounded.
    pub values: Vec<[Option<f64>; 3]>,
}

impl Cells {
    /// Adds a cell.
    pub fn add(&mut self, shown: String, value: Option<f64>) {
        self.push(shown, [value, None, None]);
    }

    /// Adds a cell with a range.
    pub fn add_range(&mut self, shown: String, low: f64, high: f64) {
        self.push(shown, [None, Some(low), Some(high)]);
    }

    #[inline(never)]
    fn push(&mut self, shown: String, values: [Option<f64>; 3]) {
        self.shown.push(shown);
        self.values.push(values);
    }
}

impl List {
    /// An empty list of these columns.
    pub fn titled(title: String, columns: Vec<String>) -> Self {
        Self {
            title,
            columns,
            ..Self::default()
        }
    }

    /// Adds a row.
    #[inline(never)]
    pub fn add(&mut self, row: Cells) {
        self.rows.push(row.shown);
        self.values.push(row.values);
    }
}
