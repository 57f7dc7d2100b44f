//! The day, as ISO 8601 writes it.

/// The day of a moment in the proleptic Gregorian calendar, as `2026-11-23`.
///
/// `Intl` writes days as a language does; a file and a source line want the one form that all read
/// alike, and `toISOString` knows only Greenwich's day.
///
/// # Formula
///
/// ```text
/// days from civil, inverted: eras of 400 years with 146,097 days, years that begin in March
/// millis   milliseconds since 1970-01-01T00:00 of the reader's clock, years 0 to 9999
/// ```
///
/// # Source
///
/// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`, 2013.
///
/// # Example
///
/// ```
/// use conversion_widget::export::day::day;
/// assert_eq!(day(0.0), "1970-01-01");
/// assert_eq!(day(951_782_400_000.0), "2000-02-29");
/// assert_eq!(day(1_795_478_399_999.0), "2026-11-23");
/// ```
pub fn day(millis: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "some millions of days at most"
    )]
    let days = (millis / 86_400_000.0).floor() as i64 + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    let padded = |number: i64, length: usize| {
        let digits = number.to_string();
        [&*"0".repeat(length.saturating_sub(digits.len())), &*digits].concat()
    };
    [padded(year, 4), padded(month, 2), padded(day, 2)].join("-")
}
