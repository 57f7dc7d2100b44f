//! The page of the builder: a form, the element as it will be, and the lines to copy.

mod desk;
mod form;
mod preview;
mod sheet;

use conversion_widget::apart::{Arrival, Part, set_arrival};
use conversion_widget::embed::js;
use conversion_widget_builder::address;
use conversion_widget_builder::lines::Place;
use desk::Desk;
use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlAnchorElement, HtmlElement};

/// Puts the builder where the page has kept a place for it.
pub(crate) fn start() {
    // Nothing is cut out of this module: the names of all inputs are in it.
    for part in Part::ALL {
        set_arrival(part, Arrival::Here);
    }
    let root = document().get_element_by_id("builder");
    let Some(root) = root.and_then(|root| root.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    let said = |name: &str| root.get_attribute(name).unwrap_or_default();
    let site = document().create_element("a").map(|link| {
        let link: HtmlAnchorElement = link.unchecked_into();
        link.set_href(&said("data-root"));
        link.href()
    });
    let place = Place {
        root: site.unwrap_or_default().trim_end_matches('/').to_owned(),
        version: said("data-version"),
        integrity: said("data-integrity"),
    };
    let fragment = window().location().hash().unwrap_or_default();
    let choice = address::read(&fragment, js::parse);
    root.set_text_content(None);
    mount_to(
        root,
        move || view! { <Builder desk=Desk::new(choice, place)/> },
    )
    .forget();
}

/// The whole page.
#[component]
fn Builder(
    /// What was chosen, and what came of it.
    desk: Desk,
) -> impl IntoView {
    // The address of another choice, put into the same tab, begins anew. A link within the page, as
    // the one to the content, must not cost the address what it keeps. What the builder itself
    // writes into it is no such event.
    let again = window_event_listener(leptos::ev::hashchange, move |_| {
        let hash = window().location().hash().unwrap_or_default();
        if hash.is_empty() || hash.starts_with("#?") {
            let _ = window().location().reload();
        } else {
            desk.keep();
        }
    });
    on_cleanup(move || again.remove());
    view! {
        <header class="head">
            <h1>"Build yours, and paste it"</h1>
            <p class="lede">
                "Choose what it should answer, type your own figures into it, and copy a few lines into your post. \
                 No account, and nothing is sent anywhere."
            </p>
        </header>
        <form::Questions desk/>
        <preview::Preview desk/>
        <form::Looks desk/>
        <sheet::Sheet desk/>
    }
}
