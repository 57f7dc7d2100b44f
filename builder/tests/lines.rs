//! What is written for an author: checked against the widget's own reading of it, and against parsers
//! that know nothing of it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, and says exactly what it expects"
)]

use conversion_widget::embed::exchange::scenario_datum;
use conversion_widget::scenario::datum::Datum;
use conversion_widget::scenario::draft::{Draft, Value};
use conversion_widget::scenario::field::{FieldId, Kind};
use conversion_widget::scenario::view::{Tool, View};
use conversion_widget_builder::address::{fragment, read};
use conversion_widget_builder::choice::Choice;
use conversion_widget_builder::colour::{Colour, DARK_CARD, LIGHT_CARD};
use conversion_widget_builder::escape::{json, json_lines, percent, plain, quoted};
use conversion_widget_builder::given::{Plain, found, given, of_the_example};
use conversion_widget_builder::lines::{Format, Place, Proof, lines};

const TOOLS: [Tool; 2] = [Tool::ConversionCalculator, Tool::LifetimeValueProjector];

fn place() -> Place {
    Place {
        root: "https://tools.example/cw".to_owned(),
        version: "1.2.3".to_owned(),
        integrity: "sha384-abc+/=".to_owned(),
    }
}

fn proof() -> Proof {
    Proof {
        words: vec!["300 of 10,000 bought.".to_owned(), "That is 3%.".to_owned()],
        is_example: false,
        height: 781,
    }
}

/// What serde makes of a JSON text, as the widget holds data.
fn parse(text: &str) -> Option<Datum> {
    fn datum(value: serde_json::Value) -> Datum {
        match value {
            serde_json::Value::Null => Datum::Null,
            serde_json::Value::Bool(flag) => Datum::Flag(flag),
            serde_json::Value::Number(number) => Datum::Number(number.as_f64().unwrap()),
            serde_json::Value::String(text) => Datum::Text(text),
            serde_json::Value::Array(items) => Datum::List(items.into_iter().map(datum).collect()),
            serde_json::Value::Object(entries) => {
                let entries = entries.into_iter();
                Datum::Record(entries.map(|(name, value)| (name, datum(value))).collect())
            }
        }
    }
    serde_json::from_str(text).ok().map(datum)
}

/// Every set of views of a tool that has one view, two, or all; of two, either comes first.
fn choices_of_views(tool: Tool) -> Vec<Vec<View>> {
    let all = tool.views();
    let mut sets = vec![all.to_vec()];
    for (place, &first) in all.iter().enumerate() {
        sets.push(vec![first]);
        for (other, &second) in all.iter().enumerate().skip(place + 1) {
            let is_turned = (place + other) % 2 == 0;
            sets.push(if is_turned {
                vec![second, first]
            } else {
                vec![first, second]
            });
        }
    }
    sets
}

/// A value that is nowhere a default or an example.
fn other_value(field: FieldId) -> Option<Value> {
    Some(match field.row().kind {
        Kind::Count | Kind::Money | Kind::Amount | Kind::Weight => Value::Number(7_531.0),
        Kind::Whole { max, .. } => Value::Number((max / 2.0).ceil().max(1.0)),
        Kind::Share { .. } | Kind::Change | Kind::Stay => Value::Number(0.37),
        Kind::Between { .. } => Value::Number(7.0),
        Kind::Flag => Value::Flag(false),
        Kind::Choice(names) => Value::Choice(names.len() - 1),
        Kind::Text(_) => Value::Text("Refills".to_owned()),
        Kind::Shares | Kind::Course => Value::Shares(vec![0.7, 0.3]),
        Kind::Posts | Kind::List { .. } => return None,
    })
}

/// What an author sees who has changed the draft of an element.
fn seen(tool: Tool, change: impl Fn(&mut Draft)) -> Datum {
    let mut draft = Draft::default();
    change(&mut draft);
    scenario_datum(&draft, &Plain, tool.views(), tool.views()[0], "")
}

#[test]
fn an_untouched_element_is_given_nothing() {
    for tool in TOOLS {
        for views in choices_of_views(tool) {
            assert_eq!(given(tool, &views, &seen(tool, |_| {})), [], "{views:?}");
        }
    }
}

#[test]
fn a_reader_finds_what_the_author_saw_whatever_was_typed() {
    let mut cases = 0;
    for tool in TOOLS {
        for views in choices_of_views(tool) {
            let fields = views.iter().flat_map(|view| view.fields());
            for &field in fields {
                let Some(value) = other_value(field) else {
                    continue;
                };
                let seen = seen(tool, |draft| draft.put(field, value.clone()));
                let figures = given(tool, &views, &seen);
                let reader = found(tool, &views, &figures);
                for view in &views {
                    let [reader, seen] = [&reader, &seen].map(|all| all.entry(view.name()));
                    assert_eq!(reader, seen, "{field:?} in {views:?}: {figures:?}");
                }
                // What is read back is written the same.
                let again = given(tool, &views, &reader);
                assert_eq!(again, figures, "{field:?} in {views:?}");
                // None of them could be left out.
                for place in 0..figures.len() * usize::from(views.len() == 1) {
                    let mut fewer = figures.clone();
                    let (left_out, _) = fewer.remove(place);
                    let less = found(tool, &views, &fewer);
                    let mut views = views.iter().map(|view| view.name());
                    assert!(
                        views.any(|view| less.entry(view) != reader.entry(view)),
                        "{field:?}: {left_out:?} says nothing"
                    );
                }
                cases += 1;
            }
        }
    }
    assert!(cases > 600, "{cases} cases");
}

#[test]
fn what_was_emptied_is_empty_for_the_reader_too() {
    let tool = Tool::ConversionCalculator;
    let views = [View::Return];
    let seen = seen(tool, |draft| {
        draft.type_text(FieldId::Conversions, String::new());
    });
    let figures = given(tool, &views, &seen);
    let mut fields = figures.iter().map(|(field, _)| *field);
    assert!(fields.any(|field| field == FieldId::Viewers));
    let reader = found(tool, &views, &figures);
    assert_eq!(reader.entry("return"), seen.entry("return"));
}

#[test]
fn the_rows_of_a_list_are_written_without_their_blank_cells() {
    let tool = Tool::ConversionCalculator;
    let views = [View::Compare];
    let seen = seen(tool, |draft| {
        let (view, field) = (View::Compare, FieldId::Entries);
        draft.type_cell(view, field, (0, 3), "310".to_owned());
        draft.type_cell(view, field, (1, 4), String::new());
    });
    let figures = given(tool, &views, &seen);
    let choice = Choice {
        given: figures.clone(),
        views: views.to_vec(),
        ..Choice::of(tool)
    };
    let written = json(&choice.scenario());
    assert!(!written.contains("null"), "{written}");
    for row in [
        "\"conversions\": 310, \"cost\": 2400}",
        "{\"name\": \"Jonas\", \"format\": \"Story\", \"viewers\": 600, \"conversions\": 12}",
    ] {
        assert!(written.contains(row), "{row} is not in {written}");
    }
    let reader = found(tool, &views, &figures);
    assert_eq!(reader.entry("compare"), seen.entry("compare"));
}

#[test]
fn figures_that_are_still_the_examples_are_named() {
    let tool = Tool::ConversionCalculator;
    let seen = seen(tool, |draft| {
        draft.put(FieldId::Viewers, Value::Number(20_000.0));
    });
    let figures = given(tool, &[View::Rate], &seen);
    let still = of_the_example(&[View::Rate], &figures);
    assert_eq!(still, [FieldId::Conversions]);
    assert_eq!(of_the_example(&[View::Rate], &[]), []);
}

fn choice() -> Choice {
    Choice {
        views: vec![View::Rate, View::Return],
        given: vec![
            (FieldId::Viewers, Datum::Number(20_000.0)),
            (FieldId::Conversions, Datum::Number(300.0)),
            (FieldId::TargetRate, Datum::Number(0.05)),
        ],
        ..Choice::of(Tool::ConversionCalculator)
    }
}

#[test]
fn the_html_is_short_in_a_fixed_order_and_leaves_out_what_is_usual() {
    let written = lines(Format::Html, &choice(), &proof(), &place());
    let expected = "\
<script async src=\"https://tools.example/cw/1.2.3/embed.js\" integrity=\"sha384-abc+/=\" crossorigin=\"anonymous\"></script>
<conversion-calculator
  views=\"rate return\"
  viewers=\"20000\"
  conversions=\"300\"
  target-rate=\"0.05\"
  style=\"display:block;min-height:781px\">
  <p>300 of 10,000 bought.</p>
  <p>That is 3%.</p>
</conversion-calculator>";
    assert_eq!(written, expected);
    let everything = Choice {
        views: vec![View::Rate],
        fields: vec![FieldId::Conversions, FieldId::TargetRate],
        language: "de".to_owned(),
        currency: "EUR".to_owned(),
        theme: "dark".to_owned(),
        accent: "#E9b872".to_owned(),
        label: " Ours ".to_owned(),
        fills: true,
        ..choice()
    };
    let written = lines(Format::Html, &everything, &proof(), &place());
    let start = written.find("<conversion-calculator").unwrap();
    let attributes = written[start..].lines().skip(1).take(10).map(str::trim);
    assert_eq!(
        attributes.collect::<Vec<_>>(),
        [
            "views=\"rate\"",
            "label=\"Ours\"",
            "lang=\"de\"",
            "currency=\"EUR\"",
            "theme=\"dark\"",
            "fields=\"conversions targetRate\"",
            "viewers=\"20000\"",
            "conversions=\"300\"",
            "target-rate=\"0.05\"",
            "style=\"display:block;min-height:781px;--cw-max-width:none;--cw-accent:#e9b872;--cw-on-accent:#0d0f10\">",
        ]
    );
}

#[test]
fn what_is_not_known_is_not_claimed() {
    // All views in their order are the default.
    let tool = Tool::ConversionCalculator;
    let bare = Choice {
        views: tool.views().to_vec(),
        ..Choice::of(tool)
    };
    let untried = Proof {
        is_example: true,
        height: 0,
        ..proof()
    };
    let written = lines(Format::Html, &bare, &untried, &place());
    let start = "<conversion-calculator style=\"display:block\">\n  <p>With example figures:</p>";
    assert!(written.contains(start), "{written}");
    // Nothing computed yet: what it is.
    let written = lines(Format::Html, &bare, &Proof::default(), &place());
    assert!(
        written.contains("<p>Conversion calculator</p>"),
        "{written}"
    );
}

#[test]
fn lists_and_many_figures_stand_inside_as_json() {
    let shares = Datum::List(vec![Datum::Number(0.9), Datum::Number(0.8)]);
    let choice = Choice {
        given: vec![
            (FieldId::OrderValue, Datum::Number(40.5)),
            (FieldId::RetentionShares, shares.clone()),
        ],
        ..Choice::of(Tool::LifetimeValueProjector)
    };
    let written = lines(Format::Html, &choice, &proof(), &place());
    let (_, inside) = written.split_once("application/json\">").unwrap();
    let (inside, _) = inside.split_once("</script>").unwrap();
    let wanted = "\n  {\n    \"value\": {\n      \"orderValue\": 40.5,\n      \
                  \"retention\": {\"shares\": [0.9, 0.8]}\n    }\n  }\n  ";
    assert_eq!(inside, wanted);
    assert!(written.contains("<lifetime-value-projector views=\"value\" style="));
    // A frame has its scalars as attributes, and its lists as JSON beside them.
    let framed = lines(Format::Frame, &choice, &proof(), &place());
    let (_, address) = framed.split_once("src=\"").unwrap();
    let (address, _) = address.split_once('"').unwrap();
    let (query, listed) = address.split_once("&amp;cw=").unwrap();
    let asked = "?tool=lifetime-value-projector&amp;views=value&amp;order-value=40.5";
    assert!(query.ends_with(asked), "{query}");
    let listed = parse(&plain(listed).unwrap()).unwrap();
    let listed = listed
        .entry("value")
        .and_then(|value| value.entry("retention"));
    assert_eq!(listed.unwrap().entry("shares"), Some(&shares));
    let scalars = View::Return
        .fields()
        .iter()
        .filter(|field| field.is_scalar());
    let many = scalars.take(9).map(|&field| (field, Datum::Number(1.0)));
    let many = Choice {
        given: many.collect(),
        ..self::choice()
    };
    let written = lines(Format::Html, &many, &proof(), &place());
    assert!(written.contains("application/json") && !written.contains("viewers=\""));
}

#[test]
fn every_place_has_lines_of_its_own() {
    let [wordpress, ghost, html, frame, link, react, npm] =
        Format::ALL.map(|format| lines(format, &choice(), &proof(), &place()));
    assert_eq!(ghost, html);
    let block = format!("<!-- wp:html -->\n{html}\n<!-- /wp:html -->");
    assert_eq!(wordpress, block);
    assert!(
        frame.starts_with("<iframe") && frame.ends_with("></iframe>"),
        "{frame}"
    );
    for part in [
        "title=\"Conversion calculator\"",
        "max-width:720px;height:781px;border:0",
    ] {
        assert!(frame.contains(part), "{part} is not in {frame}");
    }
    let said = link.strip_prefix("https://tools.example/cw/#cw=").unwrap();
    let wanted = "{\"view\": \"rate\", \"rate\": {\"viewers\": 20000, \"conversions\": 300, \"targetRate\": 0.05}}";
    assert_eq!(plain(said).unwrap(), wanted);
    for part in [
        "export function ConversionCalculator() {",
        "crossOrigin=\"anonymous\" />",
        "        viewers=\"20000\"\n",
        "style={{ display: \"block\", minHeight: 781 }}>",
        "<p>{\"That is 3%.\"}</p>",
    ] {
        assert!(react.contains(part), "{part} is not in {react}");
    }
    let start =
        "npm install conversion-widget\n\nimport 'conversion-widget';\n\n<conversion-calculator";
    assert!(npm.starts_with(start), "{npm}");
}

const HOSTILE: [&str; 7] = [
    "\"><script>pwned()</script>",
    "'><img src=x onerror=pwned()>",
    "</script><script>pwned()//",
    "{pwned()} ${pwned()} `pwned()`",
    "*/ pwned() /* --> <!--",
    "\\\" + pwned() + \\\"",
    "a & b &amp; c % %41 # ? = +\u{2028}\u{1}",
];

#[test]
fn what_an_author_types_is_text_in_every_place() {
    for text in HOSTILE {
        let listed = Datum::List(vec![Datum::Text(text.to_owned())]);
        let choice = Choice {
            label: text.to_owned(),
            given: vec![
                (FieldId::ActionName, Datum::Text(text.to_owned())),
                (FieldId::RetentionShares, listed),
            ],
            views: vec![View::Rate, View::Fee],
            ..Choice::of(Tool::ConversionCalculator)
        };
        let proof = Proof {
            words: vec![text.to_owned()],
            ..proof()
        };
        for format in Format::ALL {
            let written = lines(format, &choice, &proof, &place());
            for markup in ["<script>pwned", "<img", "<!--\n  <p", "<!-- <"] {
                assert!(
                    !written.contains(markup),
                    "{format:?}: {markup} is in {written}"
                );
            }
            // One end for each start: nothing is closed by what was typed.
            let starts = written.matches("<script").count();
            let ends = written.matches("</script>").count();
            let ends = ends + written.matches("anonymous\" />").count();
            assert_eq!(starts, ends, "{format:?}: {written}");
        }
        assert_eq!(plain(&percent(text)).as_deref(), Some(text));
        assert_eq!(serde_json::from_str::<String>(&quoted(text)).unwrap(), text);
        assert!(!quoted(text).contains(['<', '\u{2028}']));
        let datum = choice.scenario();
        assert_eq!(parse(&json(&datum)), Some(datum.clone()));
        assert_eq!(parse(&json_lines(&datum, "  ")), Some(datum));
    }
}

#[test]
fn the_address_brings_back_what_was_chosen() {
    assert_eq!(fragment(&Choice::of(Tool::ConversionCalculator)), "");
    assert_eq!(read("", parse), Choice::of(Tool::ConversionCalculator));
    let first = Datum::record([
        ("name", "A & b".into()),
        ("conversionRate", Datum::Number(0.02)),
    ]);
    let offers = Datum::List(vec![first, Datum::record([("name", "B".into())])]);
    let other = Choice {
        views: vec![View::TradeOff, View::Value],
        fields: vec![FieldId::HorizonMonths],
        language: "de-CH".to_owned(),
        currency: "CHF".to_owned(),
        theme: "light".to_owned(),
        accent: "#aa3300".to_owned(),
        label: HOSTILE[0].to_owned(),
        fills: true,
        given: vec![
            (FieldId::OrderValue, Datum::Number(12.5)),
            (FieldId::HorizonMonths, Datum::Number(24.0)),
            (FieldId::Offers, offers),
        ],
        ..Choice::of(Tool::LifetimeValueProjector)
    };
    for chosen in [choice(), other] {
        let address = fragment(&chosen);
        assert_eq!(read(&address, parse), chosen, "{address}");
    }
    for nonsense in [
        "#",
        "#?",
        "#?=&&%",
        "#?tool=x&views=y z&viewers=many&cw=[&accent=red&currency=EURO&theme=blue&lang=<",
        "#cw=5",
    ] {
        let chosen = read(nonsense, parse);
        assert!(chosen.given.is_empty() && !chosen.views.is_empty());
        let looks = [
            chosen.accent,
            chosen.currency,
            chosen.theme,
            chosen.language,
        ];
        assert_eq!(looks.concat(), "", "{nonsense}");
    }
}

#[test]
fn contrast_matches_the_published_values_of_wcag() {
    let colour = |text| Colour::read(text).unwrap();
    let ratio = |a, b| (colour(a).contrast(colour(b)) * 100.0).round() / 100.0;
    // Black on white is 21; #777 just fails and #767676 just passes at 4.5.
    for (a, b, wanted) in [
        ("#000", "#fff", 21.0),
        ("#777", "#fff", 4.48),
        ("#767676", "#fff", 4.54),
        ("#fff", "#fff", 1.0),
    ] {
        let ratio: f64 = ratio(a, b);
        assert!((ratio - wanted).abs() < 1e-9, "{a} on {b}: {ratio}");
    }
    for text in ["#ffee00", "#0a6a5b", "#808080", "#000", "#fff", "#c00"] {
        for (cards, wanted) in [
            (&[LIGHT_CARD][..], 4.5),
            (&[DARK_CARD], 4.5),
            (&[LIGHT_CARD, DARK_CARD], 3.0),
        ] {
            let better = colour(text).readable_on(cards, wanted).unwrap();
            let worst = cards.iter().map(|&card| better.contrast(card));
            assert!(worst.fold(21.0, f64::min) >= wanted, "{better} for {text}");
        }
        assert!(colour(text).contrast(colour(text).ink()) >= 4.5, "{text}");
    }
    let teal = colour("#0a6a5b");
    assert_eq!(teal.readable_on(&[LIGHT_CARD], 4.5), Some(teal));
    for nothing in ["", "#", "#12", "#ggg", "red", "#12345"] {
        assert_eq!(Colour::read(nothing), None, "{nothing}");
    }
}
