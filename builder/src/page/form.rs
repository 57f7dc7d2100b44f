//! The form: which questions, and how it looks.

use super::desk::Desk;
use conversion_widget::messages::Language;
use conversion_widget::messages::words::{ActionWords, label, tab};
use conversion_widget::scenario::field::FieldId;
use conversion_widget::scenario::view::{Tool, View};
use conversion_widget_builder::address::is_offered;
use conversion_widget_builder::choice::{Choice, tag};
use conversion_widget_builder::colour::{Colour, DARK_CARD, LIGHT_CARD, READABLE};
use conversion_widget_builder::given::Plain;
use leptos::prelude::*;
use std::rc::Rc;

/// Languages whose way with numbers is offered; any other can be written as `lang`.
const LANGUAGES: [(&str, &str); 22] = [
    ("", "Like the page around it"),
    ("en", "English, 1,234.5"),
    ("en-GB", "English (United Kingdom), 1,234.5"),
    ("en-IN", "English (India), 12,34,567.5"),
    ("ar", "Arabic"),
    ("cs", "Czech, 1 234,5"),
    ("da", "Danish, 1.234,5"),
    ("nl", "Dutch, 1.234,5"),
    ("fi", "Finnish, 1 234,5"),
    ("fr", "French, 1 234,5"),
    ("de", "German, 1.234,5"),
    ("de-CH", "German (Switzerland), 1’234.5"),
    ("hi", "Hindi, 12,34,567.5"),
    ("it", "Italian, 1.234,5"),
    ("ja", "Japanese, 1,234.5"),
    ("pl", "Polish, 1234,5"),
    ("pt", "Portuguese, 1.234,5"),
    ("es", "Spanish, 1234,5"),
    ("sv", "Swedish, 1 234,5"),
    ("tr", "Turkish, 1.234,5"),
    ("uk", "Ukrainian, 1 234,5"),
    ("zh", "Chinese, 1,234.5"),
];

/// Currencies that are offered; any other can be written as `currency`.
const CURRENCIES: [(&str, &str); 24] = [
    ("", "US dollar (USD)"),
    ("EUR", "Euro (EUR)"),
    ("GBP", "British pound (GBP)"),
    ("AUD", "Australian dollar (AUD)"),
    ("BRL", "Brazilian real (BRL)"),
    ("CAD", "Canadian dollar (CAD)"),
    ("CHF", "Swiss franc (CHF)"),
    ("CNY", "Chinese yuan (CNY)"),
    ("CZK", "Czech koruna (CZK)"),
    ("DKK", "Danish krone (DKK)"),
    ("HUF", "Hungarian forint (HUF)"),
    ("INR", "Indian rupee (INR)"),
    ("JPY", "Japanese yen (JPY)"),
    ("KRW", "South Korean won (KRW)"),
    ("MXN", "Mexican peso (MXN)"),
    ("NOK", "Norwegian krone (NOK)"),
    ("NZD", "New Zealand dollar (NZD)"),
    ("PLN", "Polish złoty (PLN)"),
    ("SEK", "Swedish krona (SEK)"),
    ("SGD", "Singapore dollar (SGD)"),
    ("TRY", "Turkish lira (TRY)"),
    ("UAH", "Ukrainian hryvnia (UAH)"),
    ("AED", "UAE dirham (AED)"),
    ("ZAR", "South African rand (ZAR)"),
];

/// What the elements are called.
const TOOLS: [(Tool, &str, &str); 2] = [
    (
        Tool::ConversionCalculator,
        "Conversion calculator",
        "What a post or a campaign brought, and what the next one has to.",
    ),
    (
        Tool::LifetimeValueProjector,
        "Lifetime value projector",
        "What a customer is worth after the first order.",
    ),
];

/// What a view answers.
const fn question(view: View) -> &'static str {
    match view {
        View::Rate => "How many of those who saw it bought or signed up, and how sure is that?",
        View::Return => "Did it pay, after everything it cost?",
        View::Fee => "What is the most that a creator may ask for?",
        View::Compare => "Which creator, format or offer converts best, and is it luck?",
        View::SplitTest => "Is B better than A?",
        View::Plan => "How big must the next test be, and what does it cost?",
        View::Value => "What does a customer bring over the years?",
        View::TradeOff => "The quick win, or customers who stay?",
    }
}

fn english() -> Language {
    Language::english(Rc::new(Plain))
}

/// One of a few, as buttons in a row.
pub(crate) fn pills<T: Copy + PartialEq + Send + Sync + 'static>(
    name: &'static str,
    legend: &'static str,
    options: Vec<(T, &'static str)>,
    chosen: impl Fn() -> T + Copy + Send + 'static,
    choose: impl Fn(T) + Copy + 'static,
) -> impl IntoView {
    let option = move |(value, words): (T, &'static str)| {
        view! {
            <label class="pill">
                <input type="radio" name=name value=words prop:checked=move || chosen() == value on:change=move |_| choose(value)/>
                <span>{words}</span>
            </label>
        }
    };
    view! {
        <fieldset class="pills">
            <legend>{legend}</legend>
            {options.into_iter().map(option).collect_view()}
        </fieldset>
    }
}

/// Which element, and which of its views.
#[component]
pub(crate) fn Questions(
    /// What was chosen, and what came of it.
    desk: Desk,
) -> impl IntoView {
    let tool = move || desk.choice.with(|choice| choice.tool);
    let tools = TOOLS.map(|(known, name, words)| {
        view! {
            <label class="option">
                <input type="radio" name="tool" value=tag(known) prop:checked=move || tool() == known
                    on:change=move |_| desk.choose_tool(known)/>
                <span><b>{name}</b><small>{words}</small></span>
            </label>
        }
    });
    // Drawn anew for another element alone: a box that is being clicked must stay.
    let tool_of_views = Memo::new(move |_| tool());
    let views = move || {
        let views = tool_of_views
            .get()
            .views()
            .iter()
            .map(|&view| view_option(desk, view));
        views.collect_view()
    };
    view! {
        <section class="ask" aria-labelledby="ask">
            <h2 id="ask">"What should it answer?"</h2>
            <fieldset class="options">
                <legend>"Which calculator"</legend>
                {tools.into_iter().collect_view()}
            </fieldset>
            <fieldset class="options">
                <legend>"Which questions, in the order in which you tick them"</legend>
                {views}
            </fieldset>
        </section>
    }
}

fn view_option(desk: Desk, view: View) -> impl IntoView {
    let place = move || {
        desk.choice
            .with(|choice| choice.views.iter().position(|known| *known == view))
    };
    let is_last = move || place().is_some() && desk.choice.with(|choice| choice.views.len() == 1);
    // The last one stays ticked, and can still be reached.
    let keep = move |event: leptos::ev::MouseEvent| {
        if is_last() {
            event.prevent_default();
        }
    };
    // A number helps only where there is more than one.
    let number = move || {
        let is_only = desk.choice.with(|choice| choice.views.len() == 1);
        place()
            .filter(|_| !is_only)
            .map(|place| (place + 1).to_string())
    };
    view! {
        <label class="option">
            <input type="checkbox" value=view.name() prop:checked=move || place().is_some()
                aria-disabled=move || is_last().then_some("true") on:click=keep on:change=move |_| desk.turn_view(view)/>
            <span><b>{tab(&english(), view)}</b><small>{question(view)}</small></span>
            <span class="place" aria-hidden="true">{number}</span>
        </label>
    }
}

/// How it looks and speaks.
#[component]
pub(crate) fn Looks(
    /// What was chosen, and what came of it.
    desk: Desk,
) -> impl IntoView {
    let list = move |options: &'static [(&'static str, &'static str)],
                     read: fn(&mut Choice) -> &mut String| {
        let option = move |&(value, words): &(&'static str, &'static str)| {
            let is_chosen = move || {
                desk.choice
                    .with(|choice| read(&mut choice.clone()) == value)
            };
            view! { <option value=value prop:selected=is_chosen>{words}</option> }
        };
        options.iter().map(option).collect_view()
    };
    let write = move |read: fn(&mut Choice) -> &mut String, value: String| {
        desk.choice.update(|choice| *read(choice) = value);
    };
    let themes = vec![("", "Like the page"), ("light", "Light"), ("dark", "Dark")];
    let theme = move || match desk.choice.with(|choice| choice.theme.clone()).as_str() {
        "light" => "light",
        "dark" => "dark",
        _ => "",
    };
    view! {
        <section class="looks" aria-labelledby="looks">
            <h2 id="looks">"Make it look at home"</h2>
            <label class="line">
                <span>"Heading"</span>
                <input type="text" name="label" maxlength="80" placeholder="As the question"
                    prop:value=move || desk.choice.with(|choice| choice.label.clone())
                    on:input=move |event| write(|choice| &mut choice.label, event_target_value(&event))/>
            </label>
            <label class="line">
                <span>"Currency"</span>
                <select name="currency" on:change=move |event| write(|choice| &mut choice.currency, event_target_value(&event))>
                    {list(&CURRENCIES, |choice| &mut choice.currency)}
                </select>
            </label>
            <label class="line">
                <span>"Numbers as in"</span>
                <select name="lang" on:change=move |event| write(|choice| &mut choice.language, event_target_value(&event))>
                    {list(&LANGUAGES, |choice| &mut choice.language)}
                </select>
            </label>
            <p class="aside">"The sentences are English in any case."</p>
            {pills("theme", "Theme", themes, theme, move |next| {
                desk.choice.update(|choice| next.clone_into(&mut choice.theme));
            })}
            <Accent desk/>
            <label class="tick">
                <input type="checkbox" name="fills" prop:checked=move || desk.choice.with(|choice| choice.fills)
                    on:change=move |event| desk.choice.update(|choice| choice.fills = event_target_checked(&event))/>
                <span>"Let it grow wider than 720 px where there is room"</span>
            </label>
            <Front desk/>
            <button type="button" class="plain" on:click=move |_| desk.restart()>"Begin again with the example"</button>
        </section>
    }
}

/// The colour of what matters, and whether it can be read.
#[component]
fn Accent(
    /// What was chosen, and what came of it.
    desk: Desk,
) -> impl IntoView {
    let accent = move || desk.choice.with(|choice| choice.accent.clone());
    let typed = RwSignal::new(desk.choice.with_untracked(|choice| choice.accent.clone()));
    let choose = move |text: String| {
        let colour = Colour::read(&text).map_or(String::new(), |colour| colour.to_string());
        typed.set(text);
        if desk.choice.with_untracked(|choice| choice.accent != colour) {
            desk.choice.update(|choice| choice.accent = colour);
        }
    };
    // Begun again, the text goes too.
    Effect::new(move |_| {
        if accent().is_empty() && Colour::read(&typed.get_untracked()).is_some() {
            typed.set(String::new());
        }
    });
    let told = move || {
        let Some(colour) = Colour::read(&accent()) else {
            let is_blank = typed.with(|text| text.trim().is_empty());
            return (!is_blank)
                .then(|| ("This is no colour. Write it as #0a6a5b.".to_owned(), None));
        };
        let theme = desk.choice.with(|choice| choice.theme.clone());
        poorly_read(colour, &theme)
    };
    let told = Memo::new(move |_| told());
    let words = move || told.get().map(|(words, _)| words);
    let better = move || {
        let better = told.get().and_then(|(_, better)| better)?;
        let name = better.clone();
        let take = move |_| choose(better.clone());
        Some(
            view! { <button type="button" class="plain" on:click=take>{format!("Take {name}")}</button> },
        )
    };
    let swatch = move || {
        if accent().is_empty() {
            "#0a6a5b".to_owned()
        } else {
            accent()
        }
    };
    view! {
        <div class="line accent">
            <label for="accent">"Accent colour"</label>
            <span class="both">
                <input type="color" aria-label="Choose the accent colour" prop:value=swatch
                    on:input=move |event| choose(event_target_value(&event))/>
                <input type="text" id="accent" size="9" placeholder="#0a6a5b" spellcheck="false" autocomplete="off"
                    aria-describedby="accent-told" prop:value=move || typed.get()
                    on:input=move |event| choose(event_target_value(&event))/>
                <button type="button" class="plain" hidden=move || typed.with(String::is_empty)
                    on:click=move |_| choose(String::new())>"As it comes"</button>
            </span>
            <p id="accent-told" class="told" aria-live="polite">{words}" "{better}</p>
        </div>
    }
}

/// What is wrong with a colour on the cards of a theme, and which one does.
fn poorly_read(colour: Colour, theme: &str) -> Option<(String, Option<String>)> {
    let cards = match theme {
        "light" => vec![(LIGHT_CARD, "light")],
        "dark" => vec![(DARK_CARD, "dark")],
        _ => vec![(LIGHT_CARD, "light"), (DARK_CARD, "dark")],
    };
    // No colour reaches 4.5 on both; large text and shapes need 3.
    let wanted = if cards.len() > 1 { 3.0 } else { READABLE };
    let (card, name) = cards
        .iter()
        .find(|(card, _)| colour.contrast(*card) < wanted)?;
    let tenths = |ratio: f64| ((ratio * 10.0).floor() / 10.0).to_string();
    let words = format!(
        "Hard to read on a {name} card: the contrast is {} to 1, and {} to 1 is needed.",
        tenths(colour.contrast(*card)),
        tenths(wanted)
    );
    let cards: Vec<_> = cards.iter().map(|(card, _)| *card).collect();
    let better = colour.readable_on(&cards, wanted);
    Some((words, better.map(|better| better.to_string())))
}

/// Which inputs stand in front.
#[component]
fn Front(
    /// What was chosen, and what came of it.
    desk: Desk,
) -> impl IntoView {
    let views = Memo::new(move |_| desk.choice.with(|choice| choice.views.clone()));
    let boxes = move |place: usize, view: View| {
        // What several views ask for stands under the first.
        let before: Vec<View> = views.get_untracked().into_iter().take(place).collect();
        let fields = view.fields().iter().copied();
        let fields =
            fields.filter(|&field| is_offered(&[view], field) && !is_offered(&before, field));
        fields.map(|field| front_option(desk, field)).collect_view()
    };
    let groups = move || {
        let views = views.get().into_iter().enumerate();
        views
            .map(|(place, view)| {
                view! {
                    <fieldset class="fields">
                        <legend>{tab(&english(), view)}</legend>
                        {boxes(place, view)}
                    </fieldset>
                }
            })
            .collect_view()
    };
    view! {
        <details>
            <summary>"Which inputs stand in front"</summary>
            <p class="aside">
                "Tick those that your readers should see first, in order. The rest opens from one line. \
                 With none ticked, the usual ones are in front."
            </p>
            {groups}
        </details>
    }
}

fn front_option(desk: Desk, field: FieldId) -> impl IntoView {
    let is_chosen = move || desk.choice.with(|choice| choice.fields.contains(&field));
    let turn = move |_| {
        desk.choice.update(|choice| {
            if choice.fields.contains(&field) {
                choice.fields.retain(|known| *known != field);
            } else {
                choice.fields.push(field);
            }
        });
    };
    view! {
        <label class="tick">
            <input type="checkbox" value=field.name() prop:checked=is_chosen on:change=turn/>
            <span>{label(&english(), field, &ActionWords::default())}</span>
        </label>
    }
}
