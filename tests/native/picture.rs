//! Pictures: laws on a grid.

use conversion_widget::picture::Tone;
use conversion_widget::picture::course::{Across, Frame, top};
use conversion_widget::picture::density::{Curve, densities, scale};
use conversion_widget::picture::intervals::{self, Range, strip};
use conversion_widget::picture::people::{Crowd, crowd, people};
use std::cmp::Ordering;
use std::collections::BTreeSet;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test(unsupported = test)]
fn a_rate_near_none_or_all_is_drawn_among_a_thousand() {
    assert_eq!(
        crowd(0.03, 0.0268, 0.0335),
        Crowd {
            people: 1_000,
            low: 26,
            rate: 30,
            high: 34
        }
    );
    assert_eq!(
        crowd(0.3, 0.25, 0.36),
        Crowd {
            people: 100,
            low: 25,
            rate: 30,
            high: 36
        }
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn the_ends_of_the_interval_are_rounded_outwards_and_hold_the_rate() {
    for step in 0..=1_000 {
        let rate = f64::from(step) / 1_000.0;
        for width in [0.0, 0.000_1, 0.013, 0.4] {
            let (low, high) = ((rate - width).max(0.0), (rate + width).min(1.0));
            let drawn = crowd(rate, low, high);
            assert!(
                drawn.low <= drawn.rate && drawn.rate <= drawn.high.max(drawn.rate),
                "{drawn:?}"
            );
            assert!(drawn.high <= drawn.people, "{drawn:?}");
            let people = f64::from(drawn.people);
            assert!(f64::from(drawn.low) <= low * people + 1e-6, "{drawn:?}");
            assert!(f64::from(drawn.high) >= high * people - 1e-6, "{drawn:?}");
        }
    }
}

/// The places of the dots of a line, as the dashes on it fall: one at its start and one after every
/// ten units of its way.
fn dots(path: &str) -> BTreeSet<(u32, u32)> {
    let number = |text: &str| {
        text.trim()
            .split('.')
            .next()
            .unwrap()
            .parse::<u32>()
            .unwrap()
    };
    let mut places = BTreeSet::new();
    let (mut x, mut y) = (0, 0);
    for step in path
        .split_inclusive(|letter: char| letter.is_ascii_digit())
        .fold(Vec::<String>::new(), |mut steps, piece| {
            if piece.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
                steps.push(String::new());
            }
            steps.last_mut().unwrap().push_str(piece);
            steps
        })
    {
        let (command, numbers) = step.split_at(1);
        let to = match command {
            "M" => {
                let (to_x, to_y) = numbers.split_once(' ').unwrap();
                (x, y) = (number(to_x), number(to_y));
                (x, y)
            }
            "H" => (number(numbers), y),
            "V" => (x, number(numbers)),
            _ => panic!("{step} in {path}"),
        };
        places.insert((x, y));
        while (x, y) != to {
            let nearer = |here: u32, there: u32| match here.cmp(&there) {
                Ordering::Less => here + 10,
                Ordering::Equal => here,
                Ordering::Greater => here - 10,
            };
            (x, y) = (nearer(x, to.0), nearer(y, to.1));
            places.insert((x, y));
        }
    }
    places
}

#[wasm_bindgen_test(unsupported = test)]
fn each_line_holds_the_first_people_row_by_row_and_the_last_line_on_top_is_the_shortest() {
    for (people_count, columns) in [(100, 20), (1_000, 40)] {
        for (low, high) in [
            (0, 0),
            (0, people_count),
            (people_count, people_count),
            (1, 2),
            (26, 34),
            (39, 41),
            (40, 80),
            (21, 99),
        ] {
            let drawn = Crowd {
                people: people_count,
                low,
                rate: low,
                high,
            };
            let picture = people(drawn);
            assert_eq!(picture.width * picture.height, people_count * 100);
            let counts = [
                (Tone::Rest, people_count),
                (Tone::Open, high),
                (Tone::Sure, low),
            ];
            assert_eq!(picture.marks.len(), counts.len());
            for (mark, (tone, count)) in picture.marks.iter().zip(counts) {
                assert_eq!(mark.tone, tone);
                let first = |place| (5 + 10 * (place % columns), 5 + 10 * (place / columns));
                let wanted: BTreeSet<_> = (0..count).map(first).collect();
                assert_eq!(dots(&mark.path), wanted, "{drawn:?}: {}", mark.path);
            }
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_scale_holds_its_range_with_two_to_five_round_marks() {
    for low in [0.0, 1e-9, 0.000_31, 0.02, 0.299, 0.5, 0.97] {
        for width in [1e-9, 3e-5, 0.001, 0.02, 0.3, 0.999] {
            let high = f64::min(low + width, 1.0);
            let scale = scale(low, high);
            let what = format!("{low} to {high}: {scale:?}");
            assert!((2..=5).contains(&scale.marks.len()), "{what}");
            let slack = 1e-15 + 1e-8 * scale.step;
            assert!(
                scale.low <= low + slack && scale.high >= high - slack,
                "{what}"
            );
            assert!(scale.low >= 0.0 && scale.high <= 1.0 + 1e-9, "{what}");
            // Not wider than it must be: a finer scale would have needed more marks.
            assert!(
                high - low > scale.step * 0.8 || scale.marks.len() <= 3,
                "{what}"
            );
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn curves_stay_within_the_picture_and_end_on_its_base() {
    let scale = scale(0.02, 0.05);
    let points: Vec<(f64, f64)> = (0..=20_u8)
        .map(|step| {
            let share = f64::from(step) / 20.0;
            (0.02 + 0.03 * share, 4.0 * share * (1.0 - share))
        })
        .collect();
    let curve = Curve {
        tone: Tone::Curve(1),
        points,
    };
    let picture = densities(&[curve], &scale);
    assert_eq!(picture.marks.len(), 2);
    assert_eq!(picture.marks[0].tone, Tone::Axis);
    let path = &picture.marks[1].path;
    let places: Vec<(f64, f64)> = path[1..]
        .split('L')
        .map(|place| {
            let (x, y) = place.split_once(' ').unwrap();
            (x.parse().unwrap(), y.parse().unwrap())
        })
        .collect();
    let (width, height) = (f64::from(picture.width), f64::from(picture.height));
    for &(x, y) in &places {
        assert!(
            (0.0..=width).contains(&x) && (0.0..=height).contains(&y),
            "{x} {y}"
        );
    }
    assert!(places.is_sorted_by(|one, next| one.0 <= next.0));
    assert_eq!(places.first().unwrap().1, places.last().unwrap().1);
    // Four marks: the first stands in the middle of the first of four columns.
    assert_eq!(places[0].0, width / 8.0);
}

#[wasm_bindgen_test(unsupported = test)]
fn intervals_stand_on_one_scale_and_nothing_is_cut_off() {
    for (low, high) in [
        (0.0, 0.0),
        (0.0, 1.0),
        (1.0, 1.0),
        (0.02, 0.05),
        (0.4, 0.41),
    ] {
        let rate = 0.5 * (low + high);
        let range = Range {
            low,
            high,
            rate,
            shrunk: rate,
        };
        let wide = Range {
            high: high.max(0.3),
            ..range
        };
        let scale = intervals::scale(&[range, wide]);
        assert!(scale.from <= low && scale.to >= wide.high && scale.from < scale.to);
        for drawn in [strip(range, scale), strip(wide, scale)] {
            assert_eq!(drawn.marks.len(), 3);
            for mark in &drawn.marks {
                let x: u32 = mark.path[1..].split(' ').next().unwrap().parse().unwrap();
                assert!((12..=drawn.width - 12).contains(&x), "{}", mark.path);
            }
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_scale_holds_its_values_and_stays_while_they_fit() {
    let mut before = 0.0;
    for step in 1..=2_000 {
        let value = f64::from(step) * 0.37;
        let fresh = top(value, 0.0);
        assert!(fresh >= value && fresh <= 1.6 * value, "{value}: {fresh}");
        let kept = top(value, before);
        assert!(kept >= value && kept <= 2.0 * value, "{value}: {kept}");
        if value <= before && value >= 0.5 * before {
            assert_eq!(kept, before, "{value}");
        }
        before = kept;
    }
    assert_eq!((top(0.0, 5.0), top(-1.0, 5.0)), (0.0, 0.0));
}

#[wasm_bindgen_test(unsupported = test)]
fn lines_over_time_keep_both_ends_however_many_points_they_have() {
    let frame = Frame {
        end: 10.0,
        low: 0.0,
        high: 100.0,
    };
    for count in [1_u32, 2, 35, 251, 5_000] {
        let last = f64::from(count.max(2) - 1);
        let times: Vec<f64> = (0..count).map(|n| 10.0 * f64::from(n) / last).collect();
        let values: Vec<f64> = times.iter().map(|time| 10.0 * time).collect();
        let line = frame.line(Tone::Line, &times, &values).path;
        assert!(line.starts_with("M0 400"), "{count}: {line}");
        assert!(count == 1 || line.ends_with("L1000 0"), "{count}: {line}");
        assert!(line.matches('L').count() <= 500, "{count}");
        let band = frame.band(&times, &values, &vec![100.0; values.len()]).path;
        assert!(
            band.starts_with("M0 400") && band.ends_with("L0 0Z"),
            "{count}: {band}"
        );
    }
    assert_eq!(frame.line(Tone::Line, &[], &[]).path, "");
    let dots = frame.dots(Tone::Seen, &[0.0, 5.0], &[0.0, 50.0]);
    assert_eq!(dots.path, "M0 400h0M500 200h0");
    // What lies outside is drawn at the edge.
    let level = frame.across(Tone::Level, Across::Value(500.0));
    assert_eq!(level.path, "M0 0H1000");
    let mark = frame.across(Tone::Level, Across::Time(5.0));
    assert_eq!(mark.path, "M500 0V400");
}
