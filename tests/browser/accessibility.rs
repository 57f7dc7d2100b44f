//! What a machine can find about accessibility, and what it cannot.

use serde_json::json;

use crate::harness::{
    Outcome, axe, behaviours,
    engines::Medium,
    holds,
    page::{CALCULATOR, Page},
    same,
};

behaviours! {
    EVERY:
        axe_finds_nothing_in_light,
        axe_finds_nothing_in_dark,
        axe_finds_nothing_in_a_mistake,
        axe_finds_nothing_in_all_that_opens,
        the_picture_has_a_text_that_says_the_same,
        a_change_of_the_result_is_told_politely,
        fields_are_big_enough_for_fingers;
    EMULATING:
        axe_finds_nothing_for_a_dark_reader;
}

fn axe_finds_nothing_in_light(page: &Page<'_>) -> Outcome {
    page.open_calculator("theme=light viewers=10000 conversions=300")?;
    axe::finds_nothing(page, Some(CALCULATOR))
}

fn axe_finds_nothing_in_dark(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("theme=dark viewers=10000 conversions=300")?;
    widget.run_async(
        "for (const fold of host(arguments[0]).shadowRoot.querySelectorAll('details')) fold.open = true; await settled()",
        &[],
    )?;
    axe::finds_nothing(page, Some(CALCULATOR))
}

fn axe_finds_nothing_for_a_dark_reader(page: &Page<'_>) -> Outcome {
    page.emulate(&[Medium::Dark])?;
    page.open("dark-scheme")?;
    page.widget().becomes_ready()?;
    axe::finds_nothing(page, Some(CALCULATOR))
}

fn axe_finds_nothing_in_a_mistake(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    for theme in ["light", "dark"] {
        let widget =
            page.build_calculator(&format!("theme={theme} viewers=10000 conversions=300"))?;
        widget.insert_into("viewers", "12.5")?;
        widget.has_no_outcome()?;
        axe::finds_nothing(page, Some(CALCULATOR))?;
    }
    Ok(())
}

fn axe_finds_nothing_in_all_that_opens(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator(
        "followers=50000 impressions=20000 viewers=10000 clicks=500 conversions=300 target-rate=0.04 target-conversions=900",
    )?;
    widget.run_async(
        "for (const fold of host(arguments[0]).shadowRoot.querySelectorAll('details')) fold.open = true; await settled()",
        &[],
    )?;
    axe::finds_nothing(page, Some(CALCULATOR))
}

fn the_picture_has_a_text_that_says_the_same(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 conversions=300")?;
    let said = "const picture = inner(arguments[0], 'svg[role=img]');
        return picture?.getAttribute('aria-label') ?? text(picture?.closest('figure')?.querySelector('figcaption')) ?? ''";
    let before = widget.run(said, &[])?;
    holds(
        before.as_str().is_some_and(|said| said.contains('3')),
        format_args!("the picture says {before}"),
    )?;
    widget.type_into("conversions", "5000")?;
    widget.comes_to_rate(0.5)?;
    let after = widget.run(said, &[])?;
    holds(
        after != before && after != "",
        format_args!("the picture still says {after}"),
    )
}

fn a_change_of_the_result_is_told_politely(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 conversions=300")?;
    let region = "const part = inner(arguments[0], '[part~=verdict]');
        const live = part.closest('[aria-live], [role=status], output') ?? part.querySelector('[aria-live], [role=status], output');
        return live ? [live.getAttribute('aria-live') ?? 'polite', plain(live.textContent)] : null";
    let before = widget.run(region, &[])?;
    same("region", &before.get(0), &Some(&json!("polite")))?;
    widget.type_into("conversions", "600")?;
    widget.comes_to_rate(0.06)?;
    // The same element, or a screen reader would not notice that it speaks; and only when the reader pauses.
    page.until(
        "a new sentence",
        "const part = inner(arguments[0], '[part~=verdict]');
         const live = part.closest('[aria-live], [role=status], output') ?? part.querySelector('[aria-live], [role=status], output');
         return plain(live.textContent) !== arguments[1]",
        &json!([widget.selector, before.get(1)]),
    )
    .map(drop)
}

fn fields_are_big_enough_for_fingers(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 conversions=300")?;
    // WCAG 2.2, 2.5.8: 24 by 24 px; the label of a button counts with it.
    let small = widget.run(
        "const root = host(arguments[0]).shadowRoot;
         for (const fold of root.querySelectorAll('details')) fold.open = true;
         const targets = [...root.querySelectorAll('input, select, button, summary, a[href]')].filter(shown);
         return targets.map(target => [target, (target.closest('label') ?? target).getBoundingClientRect()])
           .filter(([, {width, height}]) => width < 24 || height < 24)
           .map(([target, {width, height}]) => `${nameOf(target)} ${width} × ${height}`)",
        &[],
    )?;
    same("too small", &small, &json!([]))
}
