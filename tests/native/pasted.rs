//! Pasted tables: from spreadsheets, CSV files and people.

use crate::support::{ENGLISH, GERMAN};
use conversion_widget::locale::Numerals;
use conversion_widget::scenario::draft::{Content, Row};
use conversion_widget::scenario::field::FieldId;
use conversion_widget::scenario::pasted::{PastedTable, pasted_table};
use wasm_bindgen_test::wasm_bindgen_test;

fn columns() -> &'static [FieldId] {
    FieldId::Entries.columns()
}

fn read_from(text: &str, from: usize, numerals: &dyn Numerals) -> Option<PastedTable> {
    let labels = ["Name", "Format", "Zuschauer", "Käufe", "Kosten", "Posts"];
    let labels: Vec<String> = labels.into_iter().map(str::to_owned).collect();
    pasted_table(text, columns(), &labels, from, numerals)
}

fn read(text: &str) -> Option<PastedTable> {
    read_from(text, 0, &ENGLISH)
}

fn texts(table: &PastedTable) -> Vec<Vec<String>> {
    let mut rows: Vec<Row> = Vec::new();
    table.put(&mut rows, 0, columns().len());
    let text = |cell: &Option<Content>| match cell {
        Some(Content::Text(text)) => text.clone(),
        None => String::new(),
        other => panic!("{other:?} is no text"),
    };
    rows.iter()
        .map(|row| row.iter().map(text).collect())
        .collect()
}

#[wasm_bindgen_test(unsupported = test)]
fn a_spreadsheet_with_a_header_finds_its_columns() {
    let table = read(
        "Influencer\tReach\tSales\tSpend (EUR)\nMaya\t10,000\t300\t2400\nJonas\t600\t12\t\t\t\n",
    )
    .unwrap();
    assert!(table.has_header);
    assert_eq!(
        texts(&table),
        [
            ["Maya", "", "10,000", "300", "2400", ""],
            ["Jonas", "", "600", "12", "", ""],
        ]
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn every_delimiter_and_quotes_are_understood() {
    for text in [
        "name,viewers,conversions\n\"Maya, Ltd\",\"10,000\",300",
        "name;viewers;conversions\r\n\"Maya, Ltd\";10,000;300\r\n",
        "\u{feff}name\tviewers\tconversions\nMaya, Ltd\t10,000\t300",
    ] {
        let table = read(text).unwrap();
        assert_eq!(
            texts(&table),
            [["Maya, Ltd", "", "10,000", "300", "", ""]],
            "{text}"
        );
    }
    let quoted = read("name,viewers,conversions\n\"say \"\"hi\"\"\nnow\",5,1").unwrap();
    assert_eq!(texts(&quoted)[0][0], "say \"hi\"\nnow");
    let inch = read("name,viewers,conversions\n5\" phone,5,1").unwrap();
    assert_eq!(texts(&inch)[0][0], "5\" phone");
}

#[wasm_bindgen_test(unsupported = test)]
fn the_names_of_the_columns_on_the_screen_are_understood() {
    let table = read_from("Name;Käufe;Zuschauer\nMaya;300;10.000", 0, &GERMAN).unwrap();
    assert_eq!(texts(&table), [["Maya", "", "10.000", "300", "", ""]]);
}

#[wasm_bindgen_test(unsupported = test)]
fn a_rate_per_impression_is_never_taken_for_one_per_viewer() {
    let table = read("creator,impressions,orders\nMaya,10,3").unwrap();
    assert_eq!(table.columns, [Some(0), None, Some(3)]);
    // Of two columns for one the first counts.
    let table = read("creator,reach,views,orders\nMaya,10,99,3").unwrap();
    assert_eq!(table.columns, [Some(0), Some(2), None, Some(3)]);
}

#[wasm_bindgen_test(unsupported = test)]
fn without_a_header_columns_count_from_the_cell() {
    let table = read("Maya\tVideo\t10,000\t300\nJonas\tStory\t600\t12").unwrap();
    assert!(!table.has_header);
    assert_eq!(texts(&table)[1], ["Jonas", "Story", "600", "12", "", ""]);
    let table = read_from("10,000\t300\n600\t12", 2, &ENGLISH).unwrap();
    assert_eq!(table.columns, [Some(2), Some(3)]);
    let table = read_from("500\n600\n700", 2, &ENGLISH).unwrap();
    assert_eq!(texts(&table)[2][2], "700");
    let table = read("Maya\nJonas").unwrap();
    assert_eq!(texts(&table)[1][0], "Jonas");
    // What stands beyond the last column has no place.
    let table = read_from("1\t2\t3", 4, &ENGLISH).unwrap();
    assert_eq!(table.columns, [Some(4), Some(5), None]);
}

#[wasm_bindgen_test(unsupported = test)]
fn prose_numbers_and_nothing_are_no_tables() {
    for text in [
        "",
        "\n\n",
        "10,000",
        "1,234.5",
        "Maya",
        "We worked with Maya, who reached 10,000 people.\nIt went well, mostly.\nWould do again.",
        "Hello people, the orders came in, and so did the sales.",
        "Dear all,\n\nthe figures follow tomorrow.\nBest wishes",
        "name,viewers,conversions",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_pasted_table_goes_over_what_stands_there_and_no_further() {
    let table = read_from("7\t1\n8\t2", 2, &ENGLISH).unwrap();
    let text = |text: &str| Some(Content::Text(text.to_owned()));
    let mut rows: Vec<Row> = vec![
        vec![text("a"), None, text("1"), None, text("9"), None],
        vec![text("b"), None, text("2"), None, None, None],
    ];
    table.put(&mut rows, 1, 6);
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[0][2], text("1"));
    assert_eq!(rows[1][..4], [text("b"), None, text("7"), text("1")]);
    assert_eq!(rows[2][0], None);
    assert_eq!(rows[2][2], text("8"));
}

#[wasm_bindgen_test(unsupported = test)]
fn without_a_header_what_stands_in_the_columns_says_which_they_are() {
    // A name, viewers, conversions, a cost: no format, and nothing shifts.
    let table = read("Maya\t10,000\t300\t2,400\nJonas\t600\t12\t90").unwrap();
    assert!(table.is_guessed);
    assert_eq!(
        texts(&table),
        [
            ["Maya", "", "10,000", "300", "2,400", ""],
            ["Jonas", "", "600", "12", "90", ""],
        ]
    );
    // More conversions than viewers nobody has: the columns stand the other way round.
    let table = read("Maya\t300\t10,000\nJonas\t12\t600").unwrap();
    assert_eq!(table.columns, [Some(0), Some(3), Some(2)]);
    // An empty column has no place, and of texts the second is the format.
    let table = read("Maya\t\t10,000\t300\nJonas\t\t600\t12").unwrap();
    assert_eq!(table.columns, [Some(0), None, Some(2), Some(3)]);
    let table = read("Maya\tVideo\t10,000\t300\nJonas\tStory\t600\t12").unwrap();
    assert_eq!(table.columns, [Some(0), Some(1), Some(2), Some(3)]);
    // From another cell on, and with as many columns as the list has, the places count.
    let table = read_from("10,000\t300\n600\t12", 2, &ENGLISH).unwrap();
    assert!(!table.is_guessed);
    let table = read("a\tb\t9\t1\t2\t1/9\nc\td\t8\t1\t2\t1/8").unwrap();
    assert_eq!(table.columns[5], Some(5));
    assert!(!table.is_guessed);
}

#[wasm_bindgen_test(unsupported = test)]
fn decimals_are_read_in_one_way_for_the_whole_table() {
    // One cell that has only one reading settles the others.
    let table = read("name;viewers;sales;cost\nMaya;10.000;300;1.234,5\nJonas;600;12;90").unwrap();
    assert_eq!(table.decimal, Some(','));
    assert_eq!(texts(&table)[0], ["Maya", "", "10000", "300", "1234.5", ""]);
    // Counts are no fractions: two of them settle it, and one does in a file with semicolons.
    let table = read("name\tviewers\tsales\nMaya\t10.000\t300\nJonas\t2.600\t12").unwrap();
    assert_eq!(texts(&table)[1][2], "2600");
    let table = read("name;viewers;sales\nMaya;10.000;300\nJonas;600;12").unwrap();
    assert_eq!(texts(&table)[0][2], "10000");
    let table = read("name\tviewers\tsales\nMaya\t10.000\t300\nJonas\t600\t12").unwrap();
    assert_eq!((table.decimal, &*texts(&table)[0][2]), (None, "10.000"));
    // What the reader's own way says stays as it is, and so does what contradicts itself.
    let table = read("name;viewers;cost\nMaya;10,000;7.5\nJonas;600;90").unwrap();
    assert_eq!((table.decimal, &*texts(&table)[0][2]), (None, "10,000"));
    let table = read("name;viewers;cost\nMaya;10.000;7.5\nJonas;600;7,5").unwrap();
    assert_eq!(table.decimal, None);
    // The same for a German reader and an English table.
    let english = "name,viewers,sales,cost\nMaya,\"10,000\",300,\"1,234.5\"";
    let table = read_from(english, 0, &GERMAN).unwrap();
    assert_eq!(table.decimal, Some('.'));
    assert_eq!(texts(&table)[0], ["Maya", "", "10000", "300", "1234,5", ""]);
    // Names and posts are no numbers.
    let posts = "name;viewers;sales;posts\n1.234,5 Ltd;1.000;3;1/400, 2/600\nB;2.000;4;";
    let table = read(posts).unwrap();
    assert_eq!(
        texts(&table)[0],
        ["1.234,5 Ltd", "", "1000", "3", "", "1/400, 2/600"]
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn a_last_row_that_is_the_sum_of_the_others_is_left_out() {
    for word in ["Total", "SUMME", "Gesamt:", "Grand total"] {
        let text = format!(
            "name\tviewers\tsales\tspend\nMaya\t10,000\t300\t90.25\nJonas\t600\t12\t\n{word}\t10,600\t312\t90"
        );
        let table = read(&text).unwrap();
        assert!(table.has_total, "{word}");
        assert_eq!(texts(&table).len(), 2);
    }
    for kept in [
        // Somebody is called so, or a number is another one.
        "name\tviewers\tsales\nMaya\t10,000\t300\nTotal\t600\t12",
        "name\tviewers\tsales\nMaya\t10,000\t300\nJonas\t600\t12\nTotal\t10,600\t311",
        "name\tviewers\tsales\nMaya\t10,000\t300\nJonas\t600\t12\nAda\t10,600\t312",
    ] {
        let table = read(kept).unwrap();
        assert!(!table.has_total, "{kept}");
    }
    // Without a header too, and in the other way of writing numbers.
    let table = read("Maya;10.000;300\nJonas;1.600;12\nSumme;11.600;312").unwrap();
    assert!(table.has_total && table.is_guessed);
    assert_eq!(texts(&table)[1], ["Jonas", "", "1600", "12", "", ""]);
}
