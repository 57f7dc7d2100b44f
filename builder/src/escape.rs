//! Text as each format wants it, so that nothing an author types is ever more than text.

use conversion_widget::scenario::datum::Datum;

/// Text between tags or in a quoted attribute of HTML.
///
/// # Example
///
/// ```
/// use conversion_widget_builder::escape::html;
/// assert_eq!(html("\"><b> & 'c'"), "&quot;&gt;&lt;b&gt; &amp; 'c'");
/// ```
pub fn html(text: &str) -> String {
    let mut safe = String::new();
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            other => safe.push(other),
        }
    }
    safe
}

/// A part of an address: all but letters, digits and `-_.~` in per cent, as UTF-8.
///
/// # Example
///
/// ```
/// use conversion_widget_builder::escape::percent;
/// assert_eq!(percent("a b&é"), "a%20b%26%C3%A9");
/// ```
pub fn percent(text: &str) -> String {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F',
    ];
    let digit = |value: u8| DIGITS.get(usize::from(value)).copied().unwrap_or('0');
    let mut safe = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            safe.push(char::from(byte));
        } else {
            safe.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    safe
}

/// What [`percent`] made, and a `+` for a blank, as forms write it; `None` for what is no text.
pub fn plain(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                let digits = core::str::from_utf8(&digits).ok()?;
                u8::from_str_radix(digits, 16).ok()?
            }
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

/// A text in JSON and in JavaScript. `<` is escaped, so that no `</script>` can stand in it; so are
/// the line ends that JavaScript knows and JSON does not.
pub fn quoted(text: &str) -> String {
    let mut safe = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => safe.push_str("\\\""),
            '\\' => safe.push_str("\\\\"),
            '\n' => safe.push_str("\\n"),
            '<' | '\u{2028}' | '\u{2029}' | '\u{0}'..='\u{1f}' => {
                let code = format!("{:04x}", u32::from(letter));
                safe.extend(["\\u", &code]);
            }
            other => safe.push(other),
        }
    }
    safe.push('"');
    safe
}

/// A number as attributes and JSON write it.
///
/// # Example
///
/// ```
/// use conversion_widget_builder::escape::number;
/// assert_eq!([number(0.05), number(10_000.0)], ["0.05", "10000"]);
/// ```
pub fn number(value: f64) -> String {
    if value.is_finite() {
        value.to_string()
    } else {
        String::from("null")
    }
}

/// JSON in one line.
pub fn json(datum: &Datum) -> String {
    match datum {
        Datum::Null => String::from("null"),
        Datum::Flag(flag) => flag.to_string(),
        Datum::Number(value) => number(*value),
        Datum::Text(text) => quoted(text),
        Datum::List(items) => {
            let items: Vec<_> = items.iter().map(json).collect();
            format!("[{}]", items.join(", "))
        }
        Datum::Record(entries) => {
            let entry =
                |(name, value): &(String, Datum)| format!("{}: {}", quoted(name), json(value));
            let entries: Vec<_> = entries.iter().map(entry).collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

/// JSON for people: a line for every name of a view and for every row of a list.
///
/// - `indent`: what stands before each line.
pub fn json_lines(datum: &Datum, indent: &str) -> String {
    laid_out(datum, indent, 2)
}

fn laid_out(datum: &Datum, indent: &str, depth: usize) -> String {
    let deeper = format!("{indent}  ");
    match datum {
        Datum::Record(entries) if depth > 0 && !entries.is_empty() => {
            let line = |(name, value): &(String, Datum)| {
                format!(
                    "{deeper}{}: {}",
                    quoted(name),
                    laid_out(value, &deeper, depth - 1)
                )
            };
            let lines: Vec<_> = entries.iter().map(line).collect();
            format!("{{\n{}\n{indent}}}", lines.join(",\n"))
        }
        Datum::List(rows) if rows.iter().any(|row| matches!(row, Datum::Record(_))) => {
            let rows: Vec<_> = rows
                .iter()
                .map(|row| format!("{deeper}{}", json(row)))
                .collect();
            format!("[\n{}\n{indent}]", rows.join(",\n"))
        }
        other => json(other),
    }
}
