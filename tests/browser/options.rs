//! How the element is shown: which view and fields, in which language, theme and name.

use serde_json::{Value, json};

use crate::harness::{
    Because, Outcome, behaviours, contains,
    engines::Medium,
    holds,
    page::{Page, Widget},
    same,
};

behaviours! {
    EVERY:
        fields_come_in_the_order_that_is_named,
        fields_and_views_that_do_not_exist_are_reported,
        one_view_means_no_tabs,
        the_closest_language_is_spoken,
        another_language_leaves_what_was_typed,
        a_field_that_is_being_edited_survives_what_changes_around_it,
        a_label_names_the_element,
        a_named_theme_is_kept,
        the_theme_follows_the_page,
        a_page_of_a_dark_scheme_has_a_dark_widget,
        tokens_of_the_page_are_worn,
        hidden_means_hidden,
        hidden_wins_over_the_reserved_place,
        a_label_may_change_under_the_hands_of_a_reader,
        another_language_leaves_the_caret_and_the_focus_where_they_were,
        a_background_that_fades_is_followed_to_its_end;
    EMULATING:
        a_dark_reader_changes_no_light_page;
}

/// The fields in sight before anything is unfolded, in order, and those that are folded away.
fn offered(widget: &Widget<'_>) -> Outcome<(Vec<String>, Vec<String>)> {
    let names = |folded: bool| -> Outcome<Vec<String>> {
        let found = widget.run(
            "const fields = [...host(arguments[0]).shadowRoot.querySelectorAll('[data-field]')];
             return fields.filter(field => Boolean(field.closest('details[data-assumptions]')) === arguments[1])
               .map(({dataset}) => dataset.field)",
            &[json!(folded)],
        )?;
        Ok(found
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect())
    };
    Ok((names(false)?, names(true)?))
}

fn fields_come_in_the_order_that_is_named(page: &Page<'_>) -> Outcome {
    let widget =
        page.open_calculator("viewers=10000 conversions=300 fields=\"conversions viewers\"")?;
    let (first, folded) = offered(&widget)?;
    let counts: Vec<_> = first.iter().filter(|name| *name != "per").collect();
    same("first", &counts, &["conversions", "viewers"])?;
    for name in ["clicks", "level", "targetRate"] {
        holds(
            folded.contains(&name.to_owned()),
            format_args!("{name} is not among {folded:?}"),
        )?;
    }
    widget.set_attribute("fields", "clicks conversions")?;
    let (first, folded) = offered(&widget)?;
    let counts: Vec<_> = first.iter().filter(|name| *name != "per").collect();
    same("first", &counts, &["clicks", "conversions"])?;
    holds(
        folded.contains(&"viewers".to_owned()),
        format_args!("viewers are not among {folded:?}"),
    )?;
    widget.comes_to_rate(0.03)
}

fn fields_and_views_that_do_not_exist_are_reported(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 conversions=300")?;
    page.forget_events()?;
    widget.set_attribute("fields", "viewers nonsense")?;
    widget.set_attribute("views", "rate trifle")?;
    page.wait(50)?;
    same(
        "codes",
        &page.heard_error_codes()?,
        &["bad-attribute", "bad-attribute"],
    )?;
    let said = serde_json::to_string(&page.heard("cw-error")?).unwrap_or_default();
    contains("report", &said, "nonsense")?;
    contains("report", &said, "trifle")?;
    widget.comes_to_rate(0.03)
}

fn one_view_means_no_tabs(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("views=rate viewers=10000 conversions=300")?;
    holds(
        !widget.is_shown("[part~=\"tabs\"], [role=\"tablist\"]")?,
        "tabs for one view",
    )
}

fn the_closest_language_is_spoken(page: &Page<'_>) -> Outcome {
    page.open("workshop")?;
    let widget = page.build(
        "<div lang=de><p><conversion-calculator viewers=10000 conversions=300></conversion-calculator></p></div>",
    )?;
    widget.becomes_ready()?;
    same("rate", &widget.read_figure("rate")?.as_str(), &"3 %")?;
    widget.set_attribute("lang", "en")?;
    page.until(
        "English",
        "return text(figure(arguments[0], 'rate').querySelector('[part~=value]')) === '3%'",
        &json!([widget.selector]),
    )?;
    widget.remove_attribute("lang")?;
    page.until(
        "German",
        "return text(figure(arguments[0], 'rate').querySelector('[part~=value]')) === '3 %'",
        &json!([widget.selector]),
    )?;
    same(
        "direction",
        &widget.run("return inner(arguments[0], '.cw').dir", &[])?,
        &json!("ltr"),
    )?;
    page.has_no_faults()
}

fn another_language_leaves_what_was_typed(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("lang=en viewers=10000 conversions=300")?;
    widget.insert_into("viewers", "1,500")?;
    widget.comes_to_rate(0.2)?;
    widget.set_attribute("lang", "de")?;
    page.wait(50)?;
    // "1,500" would be one and a half there.
    widget.comes_to_rate(0.2)?;
    same("text", &widget.read_field("viewers")?.as_str(), &"1.500")?;
    widget.insert_into("viewers", "abc")?;
    widget.set_attribute("lang", "fr")?;
    page.wait(50)?;
    same("text", &widget.read_field("viewers")?.as_str(), &"abc")
}

fn a_field_that_is_being_edited_survives_what_changes_around_it(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("lang=en viewers=10000 conversions=300")?;
    let changes = [
        ("fields", "conversions viewers"),
        ("label", "Another name"),
        ("lang", "de"),
        ("lang", "en-XA"),
        ("lang", "ar-XB"),
        ("views", "rate"),
        ("theme", "dark"),
        ("dir", "rtl"),
    ];
    for (digit, (name, value)) in (1..).zip(changes) {
        // Some engines say `change` for an edited field in the moment that it leaves the page.
        widget.type_into("viewers", &(digit * 1000).to_string())?;
        widget.set_attribute(name, value)?;
        page.wait(100)?;
        widget
            .comes_to_rate(0.3 / f64::from(digit))
            .because(format_args!("{name}={value}"))?;
    }
    page.has_no_faults()
}

fn a_label_names_the_element(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 conversions=300 label=\"Our spring post\"")?;
    let named = "const root = host(arguments[0]).shadowRoot;
        return [root.querySelector('[part~=heading]'), root.querySelector('[aria-label]')]
          .map(element => element?.getAttribute('aria-label') ?? text(element))";
    same(
        "named",
        &widget.run(named, &[])?,
        &json!(["Our spring post", "Our spring post"]),
    )?;
    widget.set_attribute("label", "Our autumn post")?;
    same(
        "named",
        &widget.run(named, &[])?,
        &json!(["Our autumn post", "Our autumn post"]),
    )
}

fn theme(widget: &Widget<'_>) -> Outcome<String> {
    let theme = widget.run(
        "return inner(arguments[0], '.cw').dataset.theme ?? null",
        &[],
    )?;
    Ok(theme.as_str().unwrap_or_default().to_owned())
}

fn a_named_theme_is_kept(page: &Page<'_>) -> Outcome {
    page.open("dark-background")?;
    let widget = page.widget();
    widget.becomes_ready()?;
    for name in ["light", "dark", "light"] {
        widget.set_attribute("theme", name)?;
        same("theme", &theme(&widget)?.as_str(), &name)?;
    }
    widget.set_attribute("theme", "auto")?;
    same("theme", &theme(&widget)?.as_str(), &"dark")?;
    let colours =
        "const style = getComputedStyle(inner(arguments[0], '[part~=card]')); return style.color";
    let dark = widget.run(colours, &[])?;
    widget.set_attribute("theme", "light")?;
    page.wait(250)?;
    holds(
        widget.run(colours, &[])? != dark,
        format_args!("the same colour {dark} in light and dark"),
    )
}

fn the_theme_follows_the_page(page: &Page<'_>) -> Outcome {
    page.open("dark-background")?;
    let widget = page.widget();
    widget.becomes_ready()?;
    same("theme", &theme(&widget)?.as_str(), &"dark")?;
    for (night, expected) in [(false, "light"), (true, "dark")] {
        page.run(
            "document.body.classList.toggle('night', arguments[0])",
            &json!([night]),
        )?;
        let follows = "return inner(arguments[0], '.cw').dataset.theme === arguments[1]";
        page.until(expected, follows, &json!([widget.selector, expected]))?;
    }
    page.run("document.documentElement.style.background = document.body.style.background = 'rgb(250, 250, 250)'", &json!([]))?;
    page.until(
        "light",
        "return inner(arguments[0], '.cw').dataset.theme === 'light'",
        &json!([widget.selector]),
    )?;
    page.has_no_faults()
}

fn a_page_of_a_dark_scheme_has_a_dark_widget(page: &Page<'_>) -> Outcome {
    page.open("dark-scheme")?;
    let widget = page.widget();
    widget.becomes_ready()?;
    same("theme", &theme(&widget)?.as_str(), &"dark")
}

fn tokens_of_the_page_are_worn(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator(
        "viewers=10000 conversions=300 theme=light \
         style=\"--cw-text: rgb(1, 2, 3); --cw-background: rgb(250, 251, 252); --cw-max-width: 500px\"",
    )?;
    let worn = widget.run(
        "const card = getComputedStyle(inner(arguments[0], '[part~=card]'));
         return [card.color, card.backgroundColor, host(arguments[0]).getBoundingClientRect().width]",
        &[],
    )?;
    same(
        "worn",
        &worn,
        &json!(["rgb(1, 2, 3)", "rgb(250, 251, 252)", 500]),
    )?;
    page.run(
        "const sheet = new CSSStyleSheet();
         sheet.replaceSync('conversion-calculator::part(value) { color: rgb(9, 8, 7) }');
         document.adoptedStyleSheets = [sheet]",
        &json!([]),
    )?;
    let value = widget.run(
        "return getComputedStyle(inner(arguments[0], '[data-figure=rate] [part~=value]')).color",
        &[],
    )?;
    same("part", &value, &json!("rgb(9, 8, 7)"))
}

fn hidden_means_hidden(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 conversions=300")?;
    widget.set_attribute("hidden", "")?;
    let height = widget.run(
        "return host(arguments[0]).getBoundingClientRect().height",
        &[],
    )?;
    same("height", &height.as_f64(), &Some(0.0))?;
    widget.remove_attribute("hidden")?;
    widget.comes_to_rate(0.03)?;
    let height = widget.run(
        "return host(arguments[0]).getBoundingClientRect().height",
        &[],
    )?;
    holds(
        height.as_f64() > Some(100.0),
        format_args!("height {height}"),
    )
}

fn a_dark_reader_changes_no_light_page(page: &Page<'_>) -> Outcome {
    page.emulate(&[Medium::Dark])?;
    let widget = page.open_calculator("viewers=10000 conversions=300")?;
    // The page has no dark colours: a dark widget would stand in it like a hole.
    same("theme", &theme(&widget)?.as_str(), &"light")?;
    page.run(
        "document.documentElement.style.colorScheme = 'light dark'",
        &json!([]),
    )?;
    page.until(
        "dark",
        "return inner(arguments[0], '.cw').dataset.theme === 'dark'",
        &json!([widget.selector]),
    )?;
    Ok(())
}

fn hidden_wins_over_the_reserved_place(page: &Page<'_>) -> Outcome {
    let widget =
        page.open_calculator("hidden style='display:block;min-height:780px' loading=eager")?;
    let height = widget.run("return host(arguments[0]).offsetHeight", &[])?;
    same("height", &height, &json!(0))
}

fn a_label_may_change_under_the_hands_of_a_reader(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 conversions=300")?;
    widget.enter_field("viewers")?;
    widget.set_attribute("label", "Ours")?;
    widget.set_attribute("currency", "CHF")?;
    page.settle()?;
    same("heading", &widget.read_part("heading")?.as_str(), &"Ours")?;
    let focus = widget.run(
        "return host(arguments[0]).shadowRoot.activeElement?.id ?? null",
        &[],
    )?;
    same("focus", &focus, &json!("viewers"))
}

fn a_background_that_fades_is_followed_to_its_end(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 conversions=300")?;
    same("theme", &theme(&widget)?.as_str(), &"light")?;
    page.run(
        "document.body.style.cssText = 'background: #fff; transition: background-color 0.3s';
         getComputedStyle(document.body).backgroundColor;
         document.body.style.background = '#111'",
        &json!([]),
    )?;
    page.until(
        "the dark theme",
        "return inner(arguments[0], '.cw').dataset.theme === 'dark'",
        &json!([widget.selector]),
    )
    .map(drop)
}

fn another_language_leaves_the_caret_and_the_focus_where_they_were(page: &Page<'_>) -> Outcome {
    let widget = page.open_calculator("viewers=10000 conversions=300 lang=en")?;
    widget.enter_field("viewers")?;
    let seen = widget.run_async(
        "const element = host(arguments[0]), inside = () => element.shadowRoot.activeElement;
         const later = () => new Promise(done => setTimeout(done, 200));
         inside().setSelectionRange(1, 2);
         element.lang = 'de';
         await later();
         const typing = [inside()?.id, inside()?.selectionStart, inside()?.selectionEnd];
         element.shadowRoot.querySelector('input[value=click]').focus();
         element.lang = 'fr';
         await later();
         const choosing = inside()?.value;
         inside()?.blur();
         document.querySelector('textarea, button, input')?.focus();
         return [...typing, choosing]",
        &[],
    )?;
    same("caret and focus", &seen, &json!(["viewers", 1, 2, "click"]))
}
