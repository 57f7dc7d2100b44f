//! The lines to copy, and where to put them, for people who write no HTML.

use super::desk::Desk;
use super::form::pills;
use conversion_widget::messages::Language;
use conversion_widget::messages::words::{ActionWords, label};
use conversion_widget_builder::given::{Plain, of_the_example};
use conversion_widget_builder::lines::{Format, Proof, lines};
use leptos::prelude::*;
use std::rc::Rc;

/// What a place is called.
const fn name(format: Format) -> &'static str {
    match format {
        Format::WordPress => "WordPress",
        Format::Ghost => "Ghost",
        Format::Html => "Any page",
        Format::Frame => "Frame",
        Format::Link => "Link",
        Format::React => "React",
        Format::Npm => "npm",
    }
}

/// What to do with the lines.
const fn steps(format: Format) -> &'static [&'static str] {
    match format {
        Format::WordPress => &[
            "Open your post and click where the calculator belongs.",
            "Paste. WordPress makes a “Custom HTML” block of it.",
            "Press “Preview” in the block, or save and look at the post.",
        ],
        Format::Ghost => &[
            "Open your post and type /html where the calculator belongs, then press Enter.",
            "Paste into the card.",
            "Publish, or look at the preview: the editor itself shows only the lines.",
        ],
        Format::Html => &[
            "Open the HTML of your page, or the HTML or code block of your editor.",
            "Paste where the calculator belongs.",
            "With several calculators on a page, the first line is needed once.",
        ],
        Format::Frame => &[
            "For editors that take an <iframe> but no script.",
            "Paste into their HTML or embed block.",
            "Its height is that of an article 720 px wide. On a telephone it scrolls inside, unless the page loads embed.js too.",
        ],
        Format::Link => &[
            "For newsletters, social posts and editors that take neither script nor frame.",
            "Paste it as a link. It opens the calculator on this site, with your figures.",
            "The figures stand behind #, which no server reads.",
        ],
        Format::React => &[
            "For React 19, which puts the script into the head by itself, once.",
            "Save as a component and use it where the calculator belongs.",
        ],
        Format::Npm => &[
            "For programs that bundle what they need.",
            "The first line is for the terminal, the second for your program, the rest for the page.",
        ],
    }
}

/// The lines for the place that was chosen.
#[component]
pub(crate) fn Sheet(
    /// What was chosen, and what came of it.
    desk: Desk,
) -> impl IntoView {
    let format = RwSignal::new(Format::WordPress);
    let text = move || {
        let place = desk.place.get_value();
        desk.proof.with(|proof| {
            desk.choice
                .with(|choice| lines(format.get(), choice, proof, &place))
        })
    };
    let formats = Format::ALL.map(|format| (format, name(format)));
    let steps = move || {
        let steps = steps(format.get()).iter();
        steps.map(|&step| view! { <li>{step}</li> }).collect_view()
    };
    let aside = move || match format.get() {
        Format::WordPress => Some(
            "Does WordPress take the lines away when you save? Then your account may post neither scripts nor \
             frames. Ask whoever runs the site to paste them once, or to install the plugin, whose block every \
             author may use; or take the link.",
        ),
        _ => None,
    };
    let still = move || {
        let fields = desk
            .choice
            .with(|choice| of_the_example(&choice.views, &choice.given));
        if fields.is_empty() {
            return None;
        }
        let language = Language::english(Rc::new(Plain));
        let named = fields
            .iter()
            .map(|&field| label(&language, field, &ActionWords::default()));
        let named: Vec<_> = named.collect();
        Some(format!(
            "Still as in the example: {}. Type over what is not yours.",
            named.join(", ")
        ))
    };
    let address = move || {
        let place = desk.place.get_value();
        desk.choice
            .with(|choice| lines(Format::Link, choice, &Proof::default(), &place))
    };
    // Not while a figure is missing, nor where nothing stands inside.
    let inside = move || {
        let holds_words = !matches!(format.get(), Format::Frame | Format::Link)
            && desk.proof.with(|proof| !proof.words.is_empty());
        holds_words.then_some(
            "The text inside is your result in words. It is what readers see until the calculator is ready, \
             and where scripts are off; search engines read it too. ",
        )
    };
    view! {
        <section class="paste" aria-labelledby="paste">
            <h2 id="paste">"Paste it"</h2>
            {pills("format", "Where to", formats.to_vec(), move || format.get(), move |next| format.set(next))}
            <ol class="steps">{steps}</ol>
            <p class="aside">{aside}</p>
            <p class="told">{still}</p>
            <div class="sheet">
                <div class="bar">
                    <span id="lines-name">{move || name(format.get())}</span>
                    <span class="said" role="status"></span>
                    <button type="button" data-copy="lines" aria-describedby="lines-name">"Copy"</button>
                </div>
                <pre tabindex="0" aria-labelledby="lines-name" role="region"><code id="lines">{text}</code></pre>
            </div>
            <p class="aside">
                {inside}
                <a href=address>"Try the link"</a>
                ". The address of this page keeps what you have chosen: bookmark it to come back."
            </p>
        </section>
    }
}
