//! The chance of being best against 30- and 50-digit cases, then against laws.

use crate::support::{assert_close, number, rows};
use conversion_widget::model::contest::{Scaled, Standing, contest, head_to_head};
use conversion_widget::model::posterior::Beta;
use conversion_widget::model::quantity::Evidence;
use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;

const CONTEST: &str = include_str!("../reference/contest.json");

fn numbers(value: &Value) -> Vec<f64> {
    let list = value.as_array().expect("a list");
    list.iter().map(|one| one.as_f64().unwrap()).collect()
}

fn beta(a: f64, b: f64) -> Beta {
    Beta::new(a, b).unwrap()
}

fn scaled(a: f64, b: f64, scale: f64) -> Scaled {
    Scaled {
        rate: beta(a, b),
        scale,
    }
}

fn chances(standings: &[Standing]) -> f64 {
    standings.iter().map(|one| one.chance_best).sum()
}

#[wasm_bindgen_test(unsupported = test)]
fn contests_match_30_digit_trapezoid_sums() {
    for row in rows(CONTEST, "cases") {
        let entries: Vec<Scaled> = row["entries"]
            .as_array()
            .unwrap()
            .iter()
            .map(|entry| {
                let entry = numbers(entry);
                scaled(entry[0], entry[1], entry[2])
            })
            .collect();
        let got = contest(&entries);
        let (chance, loss) = (numbers(&row["chance"]), numbers(&row["loss"]));
        assert_eq!(got.len(), chance.len());
        for ((got, chance), loss) in got.iter().zip(chance).zip(loss) {
            let name = &row["name"];
            assert_close(
                got.chance_best,
                chance,
                0.0,
                1e-12,
                &format!("{name}: chance"),
            );
            assert_close(
                got.expected_loss,
                loss,
                1e-11,
                1e-17,
                &format!("{name}: loss"),
            );
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn contests_match_the_flat_prior_cases() {
    for row in rows(CONTEST, "flat") {
        let entries: Vec<Scaled> = row["arms"]
            .as_array()
            .unwrap()
            .iter()
            .map(|arm| {
                let arm = numbers(arm);
                Scaled::rate(Beta::of(0.5, 2.0, Evidence::new(arm[0], arm[1]).unwrap()).unwrap())
            })
            .collect();
        for (got, chance) in contest(&entries).iter().zip(numbers(&row["chance"])) {
            assert_close(got.chance_best, chance, 1e-11, 0.0, &row.to_string());
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn duels_match_50_digit_cases() {
    for row in rows(CONTEST, "duels") {
        let (a, b) = (numbers(&row["a"]), numbers(&row["b"]));
        let duel = head_to_head(beta(a[0], a[1]), beta(b[0], b[1]));
        let what = row.to_string();
        let large = a[1] > 1e8;
        let relative = if large { 1e-9 } else { 1e-11 };
        assert_close(
            duel.chance_b_better,
            number(&row, "chance_b"),
            relative,
            0.0,
            &what,
        );
        assert_close(
            duel.loss_of_a,
            number(&row, "loss_a"),
            relative,
            1e-20,
            &what,
        );
        assert_close(
            duel.loss_of_b,
            number(&row, "loss_b"),
            relative,
            1e-20,
            &what,
        );
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn the_product_example_is_56_8_and_2_6_and_40_6_percent() {
    let entries: Vec<Scaled> = [(300.0, 10_000.0), (12.0, 600.0), (4.0, 80.0)]
        .iter()
        .map(|(c, n)| Scaled::rate(Beta::of(0.02, 200.0, Evidence::new(*c, *n).unwrap()).unwrap()))
        .collect();
    for (got, percent) in contest(&entries).iter().zip([56.8, 2.6, 40.6]) {
        assert_close(100.0 * got.chance_best, percent, 0.0, 0.05, "chance");
    }
}

/// Posteriors of every kind: none, some and all, of few and of a billion, with weak priors.
fn zoo() -> Vec<Beta> {
    [
        (0.01, 9.99),
        (0.01, 1e9),
        (9.99, 0.01),
        (0.5, 0.5),
        (0.5, 50.5),
        (1.0, 1.0),
        (1.0, 2.0),
        (4.0, 196.0),
        (10.5, 0.5),
        (304.0, 9_896.0),
        (3.0e4, 9.7e5),
        (3.000_5e7, 9.699_95e8),
        (3.0e7, 9.7e8),
        (5.0e8, 5.0e8),
        (1e9, 0.5),
        (4.0, 1e12),
    ]
    .map(|(a, b)| beta(a, b))
    .to_vec()
}

#[wasm_bindgen_test(unsupported = test)]
fn chances_add_to_one_and_losses_differ_by_the_means() {
    let zoo = zoo();
    for first in &zoo {
        for second in &zoo {
            let what = format!("{first:?} {second:?}");
            let got = contest(&[Scaled::rate(*first), Scaled::rate(*second)]);
            assert_close(chances(&got), 1.0, 0.0, 1e-10, &what);
            let difference = got[0].expected_loss - got[1].expected_loss;
            assert_close(difference, second.mean() - first.mean(), 0.0, 1e-12, &what);
            assert!(got.iter().all(|one| one.expected_loss >= 0.0), "{what}");
        }
    }
    let all: Vec<Scaled> = zoo.iter().map(|one| Scaled::rate(*one)).collect();
    assert_close(chances(&contest(&all)), 1.0, 0.0, 1e-10, "all");
}

#[wasm_bindgen_test(unsupported = test)]
fn equal_entries_have_equal_standings() {
    for one in zoo() {
        for count in [1, 2, 5, 40] {
            let entries = vec![Scaled::rate(one); count];
            let got = contest(&entries);
            let share = 1.0 / f64::from(u8::try_from(count).unwrap());
            for standing in &got {
                assert_close(
                    standing.chance_best,
                    share,
                    0.0,
                    1e-10,
                    &format!("{one:?} {count}"),
                );
                assert_close(
                    standing.expected_loss,
                    got[0].expected_loss,
                    1e-12,
                    0.0,
                    &format!("{one:?} {count}"),
                );
            }
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn the_unit_of_money_changes_no_chance() {
    let entries = [
        scaled(304.0, 9_896.0, 0.5),
        scaled(16.0, 784.0, 0.7),
        scaled(9.5, 1.5, 0.015),
        scaled(1.0, 1.0, 0.02),
    ];
    let before = contest(&entries);
    assert_close(chances(&before), 1.0, 0.0, 1e-10, "sum");
    for factor in [1e-6, 0.3, 1e7] {
        let other = entries.map(|one| Scaled {
            rate: one.rate,
            scale: one.scale * factor,
        });
        for (now, before) in contest(&other).iter().zip(&before) {
            assert_close(now.chance_best, before.chance_best, 0.0, 1e-12, "chance");
            assert_close(
                now.expected_loss,
                factor * before.expected_loss,
                1e-11,
                0.0,
                "loss",
            );
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_mirrored_duel_is_the_same_duel() {
    for first in zoo() {
        for second in zoo() {
            let duel = head_to_head(first, second);
            let mirror = head_to_head(beta(second.b(), second.a()), beta(first.b(), first.a()));
            let what = format!("{first:?} {second:?}");
            assert_close(
                duel.chance_b_better,
                mirror.chance_b_better,
                0.0,
                1e-10,
                &what,
            );
            assert_close(duel.loss_of_a, mirror.loss_of_a, 1e-9, 1e-16, &what);
            let back = head_to_head(second, first);
            assert_close(
                back.chance_b_better,
                1.0 - duel.chance_b_better,
                0.0,
                1e-10,
                &what,
            );
            assert_close(back.loss_of_b, duel.loss_of_a, 1e-10, 1e-18, &what);
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn no_entries_have_no_standings_and_one_is_surely_the_best() {
    assert!(contest(&[]).is_empty());
    let alone = contest(&[scaled(3.0, 40.0, 2.0)]);
    assert_close(alone[0].chance_best, 1.0, 0.0, 1e-13, "alone");
    assert_eq!(alone[0].expected_loss, 0.0);
}

#[wasm_bindgen_test(unsupported = test)]
fn entries_that_all_converted_match_the_closed_form() {
    // Beta(a, 1) has F(x) = (x/s)^a, so that between two scales every integrand is a power of x:
    // P(k best) = Σ_{i ≥ k} Π_{j ≤ i} s_j^(−a) · (s_i^(ia) − s_{i+1}^(ia)) / i, scales falling.
    for (a, apart) in [(3.0, 0.05), (50.0, 0.01), (50.0, 0.0003), (10_000.0, 1e-5)] {
        let ln_scale = |place: u32| -apart * f64::from(place) * (1.0 + 0.3 * f64::from(place % 7));
        let mut ln_scales: Vec<f64> = (0..200).map(ln_scale).collect();
        ln_scales.sort_by(|one, other| other.total_cmp(one));
        let entries: Vec<Scaled> = ln_scales
            .iter()
            .map(|ln| scaled(a, 1.0, ln.exp()))
            .collect();
        let mut sum = 0.0;
        let mut terms = Vec::new();
        for (place, ln) in ln_scales.iter().enumerate() {
            sum += ln;
            let i = f64::from(u32::try_from(place).unwrap() + 1);
            let next = ln_scales.get(place + 1);
            let upper = (a * (i * ln - sum)).exp();
            let lower = next.map_or(0.0, |next| (a * (i * next - sum)).exp());
            terms.push((upper - lower) / i);
        }
        for (place, got) in contest(&entries).iter().enumerate() {
            let expected: f64 = terms[place..].iter().sum();
            let what = format!("{place} of a = {a}, {apart} apart");
            // What lies within 10⁻¹³ of an upper end is spread over the rest.
            let tolerance = 1e-11_f64.max(1e-13 * a);
            assert_close(got.chance_best, expected, 0.0, tolerance, &what);
        }
    }
}
