//! Campaigns: unit economics against exact cases, then the laws of one identity read both ways.

use crate::support::{ENGLISH, assert_close, at, number, rows};
use conversion_widget::model::campaign::{Campaign, Earning, OrderTerms, next_conversions};
use conversion_widget::model::proportion::Interval;
use conversion_widget::model::quantity::Level;
use conversion_widget::model::root::crossing;
use conversion_widget::outcome::returns::{Bar, ReturnOutcome, Standing, return_outcome};
use conversion_widget::outcome::{Outcome, figure::NoteCode};
use conversion_widget::scenario::datum::Datum;
use conversion_widget::scenario::draft::{Content, Draft, Table};
use conversion_widget::scenario::field::{FieldId, Problem};
use conversion_widget::scenario::returns::return_scenario;
use wasm_bindgen_test::wasm_bindgen_test;

const CASES: &str = include_str!("../reference/campaign.json");

const PLAIN: OrderTerms = OrderTerms {
    order_value: 60.0,
    gross_margin: 0.5,
    discount_rate: 0.0,
    refund_rate: 0.0,
    commission_rate: 0.0,
    variable_per_order: 0.0,
    order_share: 1.0,
};

fn campaign(conversions: f64, terms: OrderTerms, costs: f64) -> Campaign {
    Campaign {
        conversions,
        earning: Earning::Orders(terms),
        tracked: 1.0,
        incremental: 1.0,
        anyway: None,
        costs,
    }
}

/// The margin of the cases is of the discounted price; ours of the undiscounted one.
fn undiscounted(margin: f64, discount: f64) -> f64 {
    1.0 - (1.0 - margin) * (1.0 - discount)
}

#[wasm_bindgen_test(unsupported = test)]
fn break_even_matches_exact_rational_cases() {
    for row in rows(CASES, "break_even") {
        let (discount, orders) = (number(&row, "discount"), 250.0);
        let terms = OrderTerms {
            order_value: number(&row, "aov"),
            gross_margin: undiscounted(number(&row, "gross_margin"), discount),
            discount_rate: discount,
            commission_rate: number(&row, "commission"),
            variable_per_order: number(&row, "variable_cost"),
            ..PLAIN
        };
        let found = campaign(orders, terms, number(&row, "fixed"));
        let name = row.to_string();
        let each = number(&row, "unit_contribution");
        assert_close(found.contribution() / orders, each, 1e-12, 1e-12, &name);
        let expected = row["break_even_orders"].as_f64();
        assert_eq!(
            found.break_even_conversions().is_some(),
            expected.is_some(),
            "{name}"
        );
        if let (Some(got), Some(expected)) = (found.break_even_conversions(), expected) {
            assert_close(got, expected, 1e-12, 1e-12, &name);
            let rate = got / number(&row, "clicks");
            assert_close(rate, number(&row, "break_even_cvr"), 1e-12, 1e-15, &name);
        }
        let roas = row["break_even_roas"].as_f64();
        assert_eq!(found.break_even_roas().is_some(), roas.is_some(), "{name}");
        if let (Some(got), Some(expected)) = (found.break_even_roas(), roas) {
            assert_close(got, expected, 1e-12, 0.0, &name);
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn metrics_match_exact_rational_cases() {
    let mut seen = 0;
    for row in rows(CASES, "metrics") {
        let orders = number(&row, "orders");
        let costs = number(&row, "fee") + number(&row, "product") + number(&row, "platform");
        let discount = number(&row, "disc");
        let terms = OrderTerms {
            order_value: if orders > 0.0 {
                number(&row, "gross") / orders
            } else {
                80.0
            },
            gross_margin: undiscounted(number(&row, "gm"), discount),
            discount_rate: discount,
            commission_rate: number(&row, "comm"),
            variable_per_order: number(&row, "varc"),
            ..PLAIN
        };
        let found = campaign(orders, terms, costs);
        let name = row.to_string();
        assert_close(
            found.revenue().unwrap(),
            number(&row, "revenue_net"),
            1e-12,
            1e-9,
            &name,
        );
        assert_close(found.cost(), number(&row, "cost"), 1e-12, 1e-9, &name);
        // Theirs is before the commission, ours after it.
        let before = found.contribution() + found.commission();
        assert_close(before, number(&row, "contribution"), 1e-12, 1e-9, &name);
        assert_close(found.profit(), number(&row, "profit"), 1e-11, 1e-9, &name);
        for (got, wanted) in [(found.roi(), "roi"), (found.roas(), "roas")] {
            let expected = row[wanted].as_f64();
            assert_eq!(got.is_some(), expected.is_some(), "{wanted} in {name}");
            if let (Some(got), Some(expected)) = (got, expected) {
                assert_close(got, expected, 1e-11, 1e-12, &name);
            }
        }
        seen += 1;
    }
    assert!(seen >= 7);
}

/// Campaigns of all kinds.
fn grid() -> Vec<Campaign> {
    let mut grid = Vec::new();
    for conversions in [0.0, 1.0, 300.0, 1e9] {
        for (discount, commission) in [(0.0, 0.0), (0.1, 0.05), (0.7, 0.3)] {
            for tracked in [0.2, 0.7, 1.0] {
                for incremental in [0.0, 0.5, 1.0] {
                    for costs in [0.0, 5_400.0, 1e10] {
                        let terms = OrderTerms {
                            discount_rate: discount,
                            commission_rate: commission,
                            refund_rate: 0.06,
                            variable_per_order: 4.0,
                            ..PLAIN
                        };
                        grid.push(Campaign {
                            tracked,
                            incremental,
                            ..campaign(conversions, terms, costs)
                        });
                    }
                }
            }
        }
    }
    grid
}

fn with_terms(of: &Campaign, change: impl Fn(&mut OrderTerms)) -> Campaign {
    let mut campaign = *of;
    if let Earning::Orders(terms) = &mut campaign.earning {
        change(terms);
    }
    campaign
}

/// How far a profit may be from 0 and still be 0.
fn nothing(campaign: &Campaign) -> f64 {
    1e-9 * (campaign.costs + campaign.contribution().abs() + campaign.conversions * 60.0 + 1e-9)
}

#[wasm_bindgen_test(unsupported = test)]
fn at_every_flip_the_profit_is_nothing() {
    let mut found = 0;
    for campaign in grid() {
        let mut check = |flipped: Option<Campaign>| {
            if let Some(flipped) = flipped {
                found += 1;
                assert!(flipped.profit().abs() <= nothing(&flipped), "{flipped:?}");
            }
        };
        check(campaign.tracked_flip().map(|tracked| Campaign {
            tracked,
            ..campaign
        }));
        check(campaign.incremental_flip().map(|incremental| Campaign {
            incremental,
            ..campaign
        }));
        check(
            campaign
                .gross_margin_flip()
                .map(|margin| with_terms(&campaign, |terms| terms.gross_margin = margin)),
        );
        check(
            campaign
                .order_value_flip()
                .map(|value| with_terms(&campaign, |terms| terms.order_value = value)),
        );
        check(
            campaign
                .break_even_conversions()
                .map(|conversions| Campaign {
                    conversions,
                    ..campaign
                }),
        );
    }
    assert!(found > 100, "{found}");
}

#[wasm_bindgen_test(unsupported = test)]
fn a_profit_of_nothing_and_the_roas_at_break_even_are_the_same() {
    for campaign in grid() {
        let (Some(roas), Some(even)) = (campaign.roas(), campaign.break_even_roas()) else {
            continue;
        };
        let profit = campaign.profit();
        if profit.abs() > nothing(&campaign)
            && campaign.costs > 0.0
            && campaign.revenue().unwrap() > 0.0
        {
            assert_eq!(profit > 0.0, roas > even, "{campaign:?}");
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn the_range_of_the_profit_holds_every_profit_within_it() {
    let tracked = Interval {
        low: 0.3,
        high: 0.9,
    };
    let incremental = Interval {
        low: 0.2,
        high: 1.0,
    };
    for campaign in grid() {
        let range = campaign.profit_range(tracked, incremental);
        for t in [0.3, 0.45, 0.6, 0.9] {
            for i in [0.2, 0.5, 0.77, 1.0] {
                let profit = campaign.with_attribution(t, i).profit();
                let slack = nothing(&campaign);
                assert!(profit >= range.low - slack && profit <= range.high + slack);
            }
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn another_run_varies_like_the_difference_of_two_counts() {
    let level = Level::new(0.95).unwrap();
    let none = next_conversions(0.0, level);
    assert_close(none.low, 0.0, 0.0, 0.0, "none of them again");
    assert_close(
        none.high,
        1.959_963_984_540_054_f64.powi(2),
        1e-14,
        0.0,
        "and up to z²",
    );
    for count in [1.0, 10.0, 300.0, 1e9] {
        let range = next_conversions(count, level);
        assert!(range.low >= 0.0 && range.low < count && range.high > count);
        // Each end differs from the count by z standard deviations of their difference.
        let z = (range.high - count) / (range.high + count).sqrt();
        assert_close(z, 1.959_963_984_540_054, 1e-7, 0.0, "z");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn roots_are_found_where_they_are_and_nowhere_else() {
    let cubic = |x: f64| Some((x - 1.0) * (x - 4.0) * (x - 9.0));
    assert_close(
        crossing(&cubic, 0.0, (0.0, 10.0), 1, 3.9).unwrap(),
        4.0,
        1e-14,
        0.0,
        "near",
    );
    assert_close(
        crossing(&cubic, 0.0, (0.0, 10.0), 1, 8.0).unwrap(),
        9.0,
        1e-14,
        0.0,
        "far",
    );
    assert_eq!(crossing(&|x| Some(x + 1.0), 0.0, (0.0, 10.0), 1, 0.0), None);
    assert_eq!(crossing(&|_| None, 0.0, (0.0, 10.0), 1, 0.0), None);
    // A pole changes its sign and is no root.
    assert_eq!(
        crossing(&|x| Some(1.0 / (x - 3.3)), 0.0, (0.0, 10.0), 1, 3.0),
        None
    );
    let far = crossing(&|x| Some(5_000.0 / x), 0.002, (0.0, 1e12), 12, 1.0);
    assert_close(
        far.unwrap(),
        2.5e6,
        1e-12,
        0.0,
        "a hyperbola over twelve powers of ten",
    );
}

/// The outcome of what somebody typed over the example of the view.
fn outcome(typed: &[(FieldId, &str)]) -> ReturnOutcome {
    let mut draft = Draft::default();
    for &(field, text) in typed {
        draft.type_text(field, text.to_owned());
    }
    let scenario = return_scenario(&draft, &ENGLISH);
    return_outcome(scenario.unwrap_or_else(|errors| panic!("{typed:?}: {errors:?}")))
}

fn problems(typed: &[(FieldId, &str)]) -> Vec<(FieldId, Problem)> {
    let mut draft = Draft::default();
    for &(field, text) in typed {
        draft.type_text(field, text.to_owned());
    }
    let errors = return_scenario(&draft, &ENGLISH).expect_err("an error");
    errors
        .iter()
        .map(|error| (error.field, error.problem))
        .collect()
}

#[wasm_bindgen_test(unsupported = test)]
fn the_example_pays_in_the_middle_and_not_at_the_worst_end() {
    let found = outcome(&[]);
    // By hand: 300 / 0.7 · 0.8 orders; 60 · 0.94 · (0.55 · orders − 30) − 4 · orders − 761.40 − 5,400.
    let orders = 300.0 / 0.7 * 0.8;
    let profit = 56.4 * (0.55 * orders - 30.0) - 4.0 * orders - 761.4 - 5_400.0;
    assert_close(found.profit, profit, 1e-12, 0.0, "profit");
    assert_eq!(found.standing, Standing::Open);
    assert!(found.profit_range.low < 0.0 && found.profit_range.high > 0.0);
    let datum = Outcome::Return(Box::new(found)).datum();
    assert_eq!(at(&datum, "breakEvenConversions"), &Datum::Number(238.0));
    assert!(matches!(at(&datum, "flip.tracked"), Datum::Number(_)));
    assert_eq!(at(&datum, "costPerClick"), &Datum::Null);
    assert_eq!(at(&datum, "solved"), &Datum::Null);
}

#[wasm_bindgen_test(unsupported = test)]
fn the_waterfall_adds_up_to_the_profit() {
    for typed in [
        vec![],
        vec![(FieldId::CommissionRate, "0"), (FieldId::CostsPaid, "800")],
        vec![(FieldId::DiscountRate, "60"), (FieldId::Incremental, "70")],
        vec![
            (FieldId::Action, "newsletterSignup"),
            (FieldId::ValuePerConversion, "7"),
            (FieldId::OrderValue, ""),
        ],
    ] {
        let found = outcome(&typed);
        let bars = found.waterfall();
        let sum: f64 = bars
            .iter()
            .filter(|bar| !matches!(bar, Bar::Profit(_)))
            .map(|bar| bar.amount())
            .sum();
        assert_close(sum, found.profit, 1e-12, 1e-9, "the sum");
        assert_eq!(bars.last(), Some(&Bar::Profit(found.profit)));
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn no_step_of_a_derivation_disagrees_with_its_figure() {
    for typed in [
        vec![],
        vec![
            (FieldId::HoldoutViewers, "5000"),
            (FieldId::HoldoutConversions, "90"),
        ],
        vec![
            (FieldId::Action, "newsletterSignup"),
            (FieldId::ValuePerConversion, "7"),
            (FieldId::OrderValue, ""),
        ],
        vec![
            (FieldId::Clicks, "0"),
            (FieldId::Engagements, "90"),
            (FieldId::Impressions, "40000"),
        ],
    ] {
        let found = outcome(&typed);
        let figures = found.figures();
        assert!(figures.len() >= 6);
        for figure in &figures {
            if let (Some(value), Some(step)) = (figure.value, figure.steps.last()) {
                assert_close(step.value, value, 1e-15, 0.0, figure.id.name());
            }
            // A product of shares, a sum of costs: what the line says is what the figure is.
            for step in &figure.steps {
                let operand = |place: usize| step.operands[place].value;
                let again = match (step.formula, step.operands.len()) {
                    (conversion_widget::outcome::figure::Formula::Quotient, 2) => {
                        operand(0) / operand(1)
                    }
                    (conversion_widget::outcome::figure::Formula::Difference, 2) => {
                        operand(0) - operand(1)
                    }
                    (conversion_widget::outcome::figure::Formula::Sum, 2) => {
                        operand(0) + operand(1)
                    }
                    (conversion_widget::outcome::figure::Formula::Driven, 3) => {
                        operand(0) / operand(1) * operand(2)
                    }
                    (conversion_widget::outcome::figure::Formula::Revenue, 5) => {
                        operand(0) * (1.0 - operand(1)) * (operand(2) - operand(3) * operand(4))
                    }
                    (conversion_widget::outcome::figure::Formula::Commission, 5) => {
                        operand(0)
                            * operand(1)
                            * operand(2)
                            * (1.0 - operand(3))
                            * (1.0 - operand(4))
                    }
                    (conversion_widget::outcome::figure::Formula::Contribution, 8) => {
                        operand(0)
                            * (1.0 - operand(1))
                            * (operand(2) * operand(3) - operand(4) * operand(5))
                            - operand(6) * operand(3)
                            - operand(7)
                    }
                    (conversion_widget::outcome::figure::Formula::BreakEvenRoas, 6) => {
                        let kept = operand(2) * (1.0 - operand(3));
                        kept * (operand(0) - operand(1))
                            / (kept * (operand(4) * operand(0) - operand(1))
                                - operand(5) * operand(0))
                    }
                    _ => continue,
                };
                assert_close(step.value, again, 1e-12, 1e-9, figure.id.name());
            }
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_holdout_gives_the_incremental_share_with_the_limits_of_newcombe() {
    for row in rows(CASES, "lift") {
        let text = |name: &str| number(&row, name).to_string();
        let (x, n, xc, nc) = (text("x_t"), text("n_t"), text("x_c"), text("n_c"));
        let found = outcome(&[
            (FieldId::Viewers, &n),
            (FieldId::Conversions, &x),
            (FieldId::HoldoutViewers, &nc),
            (FieldId::HoldoutConversions, &xc),
        ]);
        let name = row.to_string();
        let rate = number(&row, "x_t") / number(&row, "n_t");
        assert_close(
            found.campaign.incremental,
            number(&row, "incremental_share"),
            1e-12,
            1e-14,
            &name,
        );
        assert_close(
            found.incremental.low * rate,
            number(&row, "low"),
            1e-9,
            1e-14,
            &name,
        );
        assert_close(
            found.incremental.high * rate,
            number(&row, "high"),
            1e-9,
            1e-14,
            &name,
        );
        assert_close(found.campaign.tracked, 1.0, 0.0, 0.0, &name);
        let is_open = number(&row, "low") <= 0.0;
        assert_eq!(
            found.notes.contains(&NoteCode::HoldoutOpen),
            is_open,
            "{name}"
        );
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn next_steps_thin_out_conversions_into_orders() {
    let mut draft = Draft::default();
    draft.type_text(FieldId::Action, "eventRegistration".to_owned());
    let mut table = draft.table(
        conversion_widget::scenario::view::View::Return,
        FieldId::NextSteps,
    );
    table.rows_mut().extend([vec![None; 2], vec![None; 2]]);
    draft.set_table(FieldId::NextSteps, table);
    let view = conversion_widget::scenario::view::View::Return;
    draft.type_cell(view, FieldId::NextSteps, (0, 1), "40".to_owned());
    draft.type_cell(view, FieldId::NextSteps, (1, 1), "25 %".to_owned());
    let found = return_outcome(return_scenario(&draft, &ENGLISH).unwrap());
    assert_close(
        found.campaign.caught_orders().unwrap(),
        30.0,
        1e-15,
        0.0,
        "300 · 0.4 · 0.25",
    );
    draft.type_cell(view, FieldId::NextSteps, (1, 1), "250".to_owned());
    let errors = return_scenario(&draft, &ENGLISH).unwrap_err();
    assert_eq!(errors[0].path(), "nextSteps.1.rate");
}

#[wasm_bindgen_test(unsupported = test)]
fn what_makes_no_sense_is_named_at_its_fields() {
    use FieldId::{CostsFee, GrossMargin, OrderValue, Tracked, TrackedLow, ValuePerConversion};
    assert_eq!(
        problems(&[(OrderValue, "")]),
        [(OrderValue, Problem::Missing)]
    );
    assert_eq!(problems(&[(GrossMargin, "140")])[0].0, GrossMargin);
    assert_eq!(problems(&[(CostsFee, "-5")])[0].0, CostsFee);
    assert_eq!(problems(&[(CostsFee, "1e300")])[0].0, CostsFee);
    assert_eq!(
        problems(&[(CostsFee, "a lot")]),
        [(CostsFee, Problem::NotANumber)]
    );
    assert_eq!(
        problems(&[(Tracked, "40")]),
        [
            (Tracked, Problem::Below(TrackedLow)),
            (TrackedLow, Problem::Above(Tracked)),
        ]
    );
    assert!(problems(&[(Tracked, "0"), (TrackedLow, "0")]).contains(&(Tracked, Problem::NotZero)));
    assert_eq!(
        problems(&[(FieldId::Action, "follow")]),
        [(ValuePerConversion, Problem::Missing)]
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn a_goal_is_reached_by_the_input_that_was_solved_for() {
    use FieldId::{GoalField, GoalFigure, GoalValue};
    for (figure, wanted) in [
        ("profit", 0.0),
        ("profit", 2_500.0),
        ("roas", 3.0),
        ("costPerConversion", 15.0),
    ] {
        let mut reached = 0;
        for field in [
            "conversions",
            "orderValue",
            "grossMargin",
            "discountRate",
            "refundRate",
            "commissionRate",
            "variablePerOrder",
            "costs.fee",
            "tracked",
            "incremental",
        ] {
            let text = wanted.to_string();
            let found = outcome(&[(GoalFigure, figure), (GoalValue, &text), (GoalField, field)]);
            let solved = found.solved.unwrap();
            let Some(value) = solved.value else { continue };
            reached += 1;
            let campaign = found.with(solved.field, value).unwrap();
            let got = match figure {
                "profit" => campaign.profit(),
                "roas" => campaign.roas().unwrap(),
                _ => campaign.cost() / campaign.conversions,
            };
            if field == "conversions" {
                // Whole: the first that is enough.
                let fewer = found.with(solved.field, value - 1.0).unwrap().profit();
                assert!(
                    figure != "profit" || (got >= wanted - 1e-6 && fewer < wanted),
                    "{fewer} {got}"
                );
            } else {
                assert_close(got, wanted, 1e-9, 1e-6, field);
            }
        }
        assert!(reached >= 2, "{figure} {wanted}");
    }
    let never = outcome(&[
        (GoalFigure, "profit"),
        (GoalValue, "90000"),
        (GoalField, "grossMargin"),
    ]);
    assert_eq!(
        never.solved.unwrap().value,
        None,
        "a margin above 1 would be needed"
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn beside_a_holdout_those_who_come_anyway_stay_as_many() {
    let typed = |conversions: &'static str| {
        outcome(&[
            (FieldId::Viewers, "10000"),
            (FieldId::Conversions, conversions),
            (FieldId::HoldoutViewers, "5000"),
            (FieldId::HoldoutConversions, "50"),
            (FieldId::OrderValue, "60"),
            (FieldId::GrossMargin, "55"),
            (FieldId::DiscountRate, "0"),
            (FieldId::RefundRate, "0"),
            (FieldId::CommissionRate, "0"),
            (FieldId::VariablePerOrder, "0"),
            (FieldId::CostsFee, "5000"),
            (FieldId::CostsProduct, "0"),
        ])
    };
    // 100 of 10,000 come anyway: 33 · (c − 100) = 5,000.
    let found = typed("300");
    assert_close(found.profit, 1_600.0, 1e-12, 0.0, "33 · 200 − 5,000");
    assert_eq!(found.break_even_conversions(), Some(252.0));
    assert!(typed("252").profit >= 0.0 && typed("251").profit < 0.0);
}

#[wasm_bindgen_test(unsupported = test)]
fn a_group_held_out_that_does_better_leaves_no_extra_orders_to_draw() {
    let typed = [
        (FieldId::HoldoutViewers, "5000"),
        (FieldId::HoldoutConversions, "1000"),
    ];
    let found = outcome(&typed);
    assert!(found.put_off());
    assert!(found.waterfall().is_empty());
    // The numbers of the result stay what the formulas give.
    let datum = Outcome::Return(Box::new(found)).datum();
    assert!(matches!(at(&datum, "orders"), Datum::Number(orders) if *orders < 0.0));
    assert!(!outcome(&[]).put_off());
}

#[wasm_bindgen_test(unsupported = test)]
fn money_that_is_set_aside_is_said_to_be() {
    let both = outcome(&[(FieldId::ValuePerConversion, "7")]);
    assert!(
        both.notes.contains(&NoteCode::ValueAside),
        "{:?}",
        both.notes
    );
    let typed = [
        (FieldId::Action, "newsletterSignup"),
        (FieldId::ValuePerConversion, "7"),
        (FieldId::OrderValue, "60"),
    ];
    let valued = outcome(&typed);
    assert!(
        valued.notes.contains(&NoteCode::OrdersAside),
        "{:?}",
        valued.notes
    );
    let custom = outcome(&[(FieldId::Action, "custom")]);
    assert!(
        custom.notes.contains(&NoteCode::CustomAsOrder),
        "{:?}",
        custom.notes
    );
    for code in [
        NoteCode::ValueAside,
        NoteCode::OrdersAside,
        NoteCode::CustomAsOrder,
    ] {
        assert!(!outcome(&[]).notes.contains(&code), "{code:?}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn what_is_set_aside_changes_nothing_and_what_is_not_does() {
    let holdout = [
        (FieldId::HoldoutViewers, "9000"),
        (FieldId::HoldoutConversions, "60"),
    ];
    let valued = [
        (FieldId::Action, "newsletterSignup"),
        (FieldId::ValuePerConversion, "70"),
    ];
    // By which each is set aside.
    let fields: [(FieldId, &str, &[usize]); 13] = [
        (FieldId::Tracked, "77", &[1]),
        (FieldId::TrackedLow, "33", &[1]),
        (FieldId::TrackedHigh, "95", &[1]),
        (FieldId::Incremental, "72", &[1]),
        (FieldId::IncrementalLow, "33", &[1]),
        (FieldId::IncrementalHigh, "91", &[1]),
        (FieldId::OrderValue, "71", &[2]),
        (FieldId::GrossMargin, "44", &[2]),
        (FieldId::DiscountRate, "5", &[2]),
        (FieldId::RefundRate, "11", &[2]),
        (FieldId::CommissionRate, "12", &[2]),
        (FieldId::VariablePerOrder, "2.5", &[2]),
        (FieldId::NewCustomerShare, "44", &[2]),
    ];
    for (place, base) in [&[][..], &holdout[..], &valued[..]].into_iter().enumerate() {
        let before = outcome(base);
        let (before, told) = (before.datum(), Outcome::Return(Box::new(before)));
        for (field, text, by) in fields {
            let after = outcome(&[base, &[(field, text)]].concat()).datum();
            assert_eq!(
                told.is_aside(field),
                by.contains(&place),
                "{field:?} {place}"
            );
            assert_eq!(told.is_aside(field), after == before, "{field:?} {place}");
        }
        assert!(!told.is_aside(FieldId::CostsFee));
        assert_eq!(told.is_aside(FieldId::ValuePerConversion), place < 2);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_wrong_step_is_the_only_mistake() {
    for rate in ["250 %", "", "abc"] {
        let mut draft = Draft::default();
        draft.type_text(FieldId::Action, "newsletterSignup".to_owned());
        draft.type_text(FieldId::ValuePerConversion, String::new());
        let cells = ["buys", rate].map(|text| Some(Content::Text(text.to_owned())));
        draft.set_table(FieldId::NextSteps, Table::new(vec![cells.to_vec()]));
        let errors = return_scenario(&draft, &ENGLISH).expect_err("an error");
        let fields: Vec<FieldId> = errors.iter().map(|error| error.field).collect();
        assert_eq!(fields, [FieldId::NextSteps], "{rate:?}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_return_on_investment_can_be_solved_for() {
    for wanted in ["50%", "0.5"] {
        let found = outcome(&[
            (FieldId::GoalFigure, "roi"),
            (FieldId::GoalValue, wanted),
            (FieldId::GoalField, "conversions"),
        ]);
        let solved = found.solved.unwrap();
        let reached = found.with(solved.field, solved.value.unwrap()).unwrap();
        // Whole conversions, so a little more than was asked for.
        assert_close(reached.roi().unwrap(), 0.5, 0.02, 0.0, wanted);
        assert!(reached.roi().unwrap() >= 0.5);
    }
}
