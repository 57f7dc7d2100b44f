//! The module of the widget: what `loader.js` calls. The only place of `#[wasm_bindgen]`.

/// A small allocator: the usual one is 1.8 kB more on the wire.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

#[cfg(target_arch = "wasm32")]
#[allow(
    unreachable_pub,
    clippy::needless_pass_by_value,
    reason = "the bindings want public functions that own what JavaScript hands them"
)]
mod exports {
    use conversion_widget::apart::{Arrival, Part, set_arrival, set_site};
    use conversion_widget::embed::element::{Mounted, Speech, Word, styles as all_styles};
    use conversion_widget::embed::js::from_js;
    use conversion_widget::ui::session::Moment;
    use core::cell::RefCell;
    use js_sys::Function;
    use std::rc::Rc;
    use wasm_bindgen::JsValue;
    use wasm_bindgen::prelude::wasm_bindgen;
    use web_sys::{HtmlElement, ShadowRoot};

    thread_local! {
        /// The mounted elements; their place is the handle that the loader holds.
        static MOUNTED: RefCell<Vec<Option<Mounted>>> = const { RefCell::new(Vec::new()) };
    }

    fn with<T>(handle: usize, work: impl FnOnce(&mut Mounted) -> T) -> Option<T> {
        // Taken out while it works: an event handler of the page may call back in.
        let mut element = MOUNTED.with_borrow_mut(|all| all.get_mut(handle)?.take())?;
        let result = work(&mut element);
        MOUNTED.with_borrow_mut(|all| {
            if let Some(place) = all.get_mut(handle) {
                *place = Some(element);
            }
        });
        Some(result)
    }

    /// Tells `crashed` about a panic before the module stops for good.
    ///
    /// While developing only: what is published traps at once, which the loader contains as well,
    /// and says nothing of where.
    #[cfg(debug_assertions)]
    #[wasm_bindgen]
    pub fn start(crashed: Function) {
        std::panic::set_hook(Box::new(move |panic| {
            let message = panic.to_string();
            // The page's side never throws, and there is nobody left here to tell.
            let _ = crashed.call1(&JsValue::NULL, &message.into());
        }));
    }

    /// The style sheet of the shadow root.
    #[wasm_bindgen]
    pub fn styles() -> String {
        all_styles()
    }

    /// Prepares an element and gives its handle. `tell` hears the number of a [`Moment`], or what is
    /// bad about an attribute, in words; no words at a key, which are dear to hand over.
    #[wasm_bindgen]
    pub fn prepare(
        host: HtmlElement,
        tag: String,
        texts_tag: String,
        texts: JsValue,
        kept: JsValue,
        tell: Function,
    ) -> usize {
        let tell = Rc::new(move |word| {
            let (moment, message) = match word {
                Word::Moment(moment) => (number_of(moment), JsValue::NULL),
                Word::BadAttribute(message) => (0, message.into()),
            };
            let _ = tell.call2(&JsValue::NULL, &moment.into(), &message);
        });
        let speech = Speech {
            tag,
            texts_tag,
            texts,
        };
        let element = Mounted::prepare(host, speech, &kept, tell);
        MOUNTED.with_borrow_mut(|all| {
            let free = all.iter().position(Option::is_none);
            let handle = free.unwrap_or(all.len());
            match all.get_mut(handle) {
                Some(place) => *place = Some(element),
                None => all.push(Some(element)),
            }
            handle
        })
    }

    /// What `loader.js` knows a moment by.
    const fn number_of(moment: Moment) -> u32 {
        match moment {
            Moment::Input => 0,
            Moment::Change => 1,
            Moment::Opened => 2,
            Moment::Opening(part) => 3 + part as u32,
        }
    }

    /// The part of this number is here, or could not be fetched; `site` is where links lead.
    #[wasm_bindgen]
    pub fn arrive(part: usize, is_here: bool, site: String) {
        let Some(&part) = Part::ALL.get(part) else {
            return;
        };
        set_site(site);
        set_arrival(
            part,
            if is_here {
                Arrival::Here
            } else {
                Arrival::Failed
            },
        );
        for handle in 0..MOUNTED.with_borrow(Vec::len) {
            with(handle, |element| element.arrive(part));
        }
    }

    /// Draws a prepared element into its shadow root.
    #[wasm_bindgen]
    pub fn draw(handle: usize, root: &ShadowRoot) {
        with(handle, |element| element.draw(root));
    }

    /// Takes an element down; gives what was typed, for the next [`prepare`].
    #[wasm_bindgen]
    pub fn unmount(handle: usize) -> JsValue {
        let element = MOUNTED.with_borrow_mut(|all| all.get_mut(handle)?.take());
        element.map_or(JsValue::NULL, Mounted::unmount)
    }

    /// Reads attributes and child again.
    #[wasm_bindgen]
    pub fn update(handle: usize) {
        with(handle, Mounted::update);
    }

    /// Speaks another language.
    #[wasm_bindgen]
    pub fn speak(handle: usize, tag: String, texts_tag: String, texts: JsValue) {
        let speech = Speech {
            tag,
            texts_tag,
            texts,
        };
        with(handle, |element| element.speak(speech));
    }

    /// `element.scenario`
    #[wasm_bindgen]
    pub fn scenario(handle: usize) -> JsValue {
        with(handle, |element| element.scenario()).unwrap_or_default()
    }

    /// `element.scenario = …`
    #[wasm_bindgen]
    pub fn assign(handle: usize, value: &JsValue) {
        // Read first: a getter of the page may use other elements, or this one.
        let said = from_js(value).ok();
        with(handle, |element| element.assign(said));
    }

    /// `element.reset()`
    #[wasm_bindgen]
    pub fn reset(handle: usize) {
        with(handle, Mounted::reset);
    }

    /// `element.result`
    #[wasm_bindgen]
    pub fn result(handle: usize) -> JsValue {
        with(handle, |element| element.result()).unwrap_or_default()
    }
}

fn main() {}
