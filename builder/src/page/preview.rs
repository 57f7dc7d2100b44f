//! The element as it will be, in the width of a telephone, of an article, of a wide page.

use super::desk::Desk;
use super::form::pills;
use leptos::html::Div;
use leptos::prelude::*;

/// How wide a page gives the element room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Width {
    Phone,
    Article,
    Wide,
}

impl Width {
    const fn pixels(self) -> i32 {
        match self {
            Self::Phone => 360,
            Self::Article => 720,
            Self::Wide => 1100,
        }
    }
}

/// The element into which the author types.
#[component]
pub(crate) fn Preview(
    /// What was chosen, and what came of it.
    desk: Desk,
) -> impl IntoView {
    let room = NodeRef::<Div>::new();
    let width = RwSignal::new(Width::Article);
    let turned = RwSignal::new(0_u32);
    Effect::new(move |_| {
        turned.track();
        let wanted = width.get().pixels();
        let (Some(room), Some(stage)) = (room.get(), desk.stage.get()) else {
            return;
        };
        let has = room.client_width().max(1);
        let style = web_sys::HtmlElement::style(&stage);
        // A telephone is what a telephone is; a page is shown smaller where it has no room.
        let (pixels, scale) = if width.get() == Width::Phone {
            (wanted.min(has), 1.0)
        } else {
            (wanted, (f64::from(has) / f64::from(wanted)).min(1.0))
        };
        let _ = style.set_property("inline-size", &format!("{pixels}px"));
        let _ = style.set_property("zoom", &scale.to_string());
    });
    Effect::new(move |before: Option<()>| {
        if before.is_none() && room.get().is_some_and(|room| room.client_width() < 560) {
            width.set(Width::Phone);
        }
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| {
        turned.update(|n| *n = n.wrapping_add(1));
    });
    on_cleanup(move || resized.remove());
    desk.follow();
    let said = move || {
        if desk.is_wrong.get() {
            "A figure is missing, or cannot be read. The lines below leave it out."
        } else if desk.choice.with(|choice| choice.given.is_empty()) {
            "It opens with its example, as it is now. Type over the figures to make it yours."
        } else {
            "Your figures are in the lines below."
        }
    };
    let narrow = move || {
        let fills = desk.choice.with(|choice| choice.fills);
        let is_narrow = width.get() == Width::Wide && !fills;
        is_narrow
            .then_some("It stops at 720 px, unless you let it grow: see “Make it look at home”.")
    };
    let widths = [
        (Width::Phone, "Phone"),
        (Width::Article, "Article"),
        (Width::Wide, "Wide page"),
    ];
    view! {
        <section class="preview" aria-labelledby="preview">
            <h2 id="preview">"Type your figures straight into it"</h2>
            <p class="aside" aria-live="polite">{said}</p>
            <button type="button" class="plain" on:click=move |_| to_the_lines()>"Go to the lines"</button>
            {pills("width", "Show it as on", widths.to_vec(), move || width.get(), move |next| width.set(next))}
            <p class="aside">{narrow}</p>
            <div class="room" node_ref=room>
                <div class="stage" node_ref=desk.stage></div>
            </div>
            <div class="bench" aria-hidden="true" inert=true>
                <div node_ref=desk.bench></div>
            </div>
        </section>
    }
}

/// Shows what is copied. No link does it: what stands behind # keeps what was chosen.
fn to_the_lines() {
    if let Some(heading) = document().get_element_by_id("paste") {
        heading.scroll_into_view();
    }
}
