//! A page of the blog as a person meets it, and the widget in it: verbs, and nothing about protocols.

use std::{
    cell::{Cell, RefCell},
    fs,
    path::Path,
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use super::{
    Because, Outcome,
    engines::{Browser, Engine, Medium, WINDOW},
    holds, same,
    server::{Document, Manner, Site, fixture},
    webdriver::{Element, Key, decode_base64},
};

/// How long to wait for what should come at once, on a machine that is busy with something else.
const SOON: Duration = Duration::from_secs(8);

/// The tag of the widget under test.
pub(crate) const CALCULATOR: &str = "conversion-calculator";

/// Which fixture to open, how its publisher behaves, and what the blog says in its headers.
pub(crate) struct Visit<'a> {
    fixture: &'a str,
    query: &'a str,
    manner: Manner,
    headers: Vec<(String, String)>,
}

impl<'a> Visit<'a> {
    pub(crate) fn to(fixture: &'a str) -> Self {
        Self {
            fixture,
            query: "",
            manner: Manner::Plain,
            headers: Vec::new(),
        }
    }

    /// The page is told something in its address, with the `?` before it.
    pub(crate) fn asking(mut self, query: &'a str) -> Self {
        self.query = query;
        self
    }

    pub(crate) fn served(mut self, manner: Manner) -> Self {
        self.manner = manner;
        self
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
}

pub(crate) struct Page<'a> {
    browser: &'a Browser,
    pub(crate) site: &'a Site,
    /// Whether something was set that outlives this page.
    emulated: Cell<bool>,
    throttled: Cell<bool>,
    address: RefCell<String>,
}

impl<'a> Page<'a> {
    /// Plays a behaviour and leaves the browser as it was found.
    pub(super) fn play(
        browser: &'a Browser,
        site: &'a Site,
        behaviour: fn(&Page<'_>) -> Outcome,
    ) -> Outcome {
        let page = Page {
            browser,
            site,
            emulated: Cell::new(false),
            throttled: Cell::new(false),
            address: RefCell::default(),
        };
        site.forget_requests();
        browser.session.point_at_nothing()?;
        let outcome = behaviour(&page).map_err(|problem| page.explain(&problem));
        page.leave()?;
        outcome
    }

    fn leave(&self) -> Outcome {
        if self.emulated.get() {
            self.browser.emulate(&[])?;
        }
        if self.throttled.get() {
            self.slow_processor_down(1)?;
        }
        Ok(())
    }

    /// A failure with what the page itself complained about.
    fn explain(&self, problem: &str) -> String {
        let mut text = problem.to_owned();
        let faults = self.faults().unwrap_or_default();
        if !faults.is_empty() {
            text.extend(["\nfaults of the page: ", &format!("{faults:#?}")]);
        }
        let told = self.run(
            "return heard.filter(({type}) => type === 'cw-error')",
            &json!([]),
        );
        if let Ok(Value::Array(told)) = told
            && !told.is_empty()
        {
            text.extend(["\nthe page was told: ", &Value::Array(told).to_string()]);
        }
        text
    }

    pub(crate) fn engine(&self) -> Engine {
        self.browser.engine
    }

    // Going somewhere

    /// Opens a fixture as it is usually served.
    pub(crate) fn open(&self, fixture: &str) -> Outcome {
        self.visit(Visit::to(fixture))
    }

    pub(crate) fn visit(&self, visit: Visit<'_>) -> Outcome {
        let document = Document {
            html: fixture(&format!("{}.html", visit.fixture))?,
            headers: visit.headers,
        };
        let address =
            self.site
                .publish_page(&format!("/{}", visit.fixture), &document, visit.manner)?;
        self.go(&format!("{address}{}", visit.query))
    }

    /// Opens an address of either origin.
    pub(crate) fn go(&self, address: &str) -> Outcome {
        address.clone_into(&mut self.address.borrow_mut());
        if self.engine() == Engine::Chromium {
            // Reading the log empties it: what the page before complained about is not this one's.
            self.browser.session.browser_log()?;
        }
        self.browser.session.navigate(address)
    }

    pub(crate) fn go_again(&self) -> Outcome {
        let address = self.address.borrow().clone();
        self.go(&address)
    }

    /// Does something inside the first frame of the page.
    pub(crate) fn inside_the_frame(&self, work: impl FnOnce() -> Outcome) -> Outcome {
        self.browser.session.enter_frame(Some(0))?;
        let done = work();
        self.browser.session.enter_frame(None)?;
        done
    }

    /// Puts markup into the `main` of the page and returns the first widget of it.
    pub(crate) fn build(&self, html: &str) -> Outcome<Widget<'_>> {
        self.run(
            "document.querySelector('main').innerHTML = arguments[0]",
            &json!([html]),
        )?;
        Ok(self.widget())
    }

    /// Builds one calculator with these attributes and waits until it is ready.
    pub(crate) fn build_calculator(&self, attributes: &str) -> Outcome<Widget<'_>> {
        let widget = self.build(&format!("<{CALCULATOR} {attributes}></{CALCULATOR}>"))?;
        widget.becomes_ready()?;
        Ok(widget)
    }

    /// Opens a page with one calculator of these attributes.
    pub(crate) fn open_calculator(&self, attributes: &str) -> Outcome<Widget<'_>> {
        self.open("workshop")?;
        self.build_calculator(attributes)
    }

    /// The first calculator of the page.
    pub(crate) fn widget(&self) -> Widget<'_> {
        self.widget_at(CALCULATOR)
    }

    /// The calculator that a selector finds.
    pub(crate) fn widget_at(&self, selector: &str) -> Widget<'_> {
        Widget {
            page: self,
            selector: selector.to_owned(),
        }
    }

    // Scripts

    /// Runs the body of a function that knows the words of `verbs.js`.
    pub(crate) fn run(&self, script: &str, arguments: &Value) -> Outcome<Value> {
        self.browser.session.execute(&with_verbs(script), arguments)
    }

    /// The same with `await`.
    pub(crate) fn run_async(&self, script: &str, arguments: &Value) -> Outcome<Value> {
        self.browser
            .session
            .execute_async(&with_verbs(script), arguments)
    }

    /// Waits until a script returns something true, and returns it.
    pub(crate) fn until(&self, what: &str, script: &str, arguments: &Value) -> Outcome<Value> {
        let end = Instant::now() + SOON;
        loop {
            let seen = self.run(script, arguments)?;
            let truth = match &seen {
                Value::Null | Value::Bool(false) => false,
                Value::Number(number) => number.as_f64() != Some(0.0),
                Value::String(text) => !text.is_empty(),
                _ => true,
            };
            if truth {
                return Ok(seen);
            }
            if Instant::now() > end {
                return Err(format!("never seen: {what}"));
            }
            thread::sleep(Duration::from_millis(25));
        }
    }

    /// One view, in widths from a narrow column to a wide page, in long words, from right to left, in
    /// the dark, with everything open: nothing sticks out. A picture of each is kept under `name`.
    pub(crate) fn fits_in_every_width(&self, tag: &str, view: &str, name: &str) -> Outcome {
        for (width, lang, theme) in [
            (240, "en", "light"),
            (320, "en-XA", "light"),
            (320, "en", "dark"),
            (320, "ar-XB", "light"),
            (720, "en", "light"),
            (720, "ar-XB", "light"),
            (720, "en", "dark"),
            (1_200, "en", "light"),
        ] {
            self.open("workshop")?;
            self.build(&format!(
                "<div style=\"inline-size: {width}px; --cw-max-width: none\">\
                 <{tag} views={view} lang={lang} theme={theme}></{tag}></div>"
            ))?;
            let widget = self.widget_at(tag);
            widget.becomes_ready()?;
            widget.photograph(&format!("{name}-{width}-{lang}-{theme}"))?;
            widget.open_all()?;
            widget.does_not_overflow()?;
        }
        self.has_no_faults()
    }

    /// Lets styles, layout and waiting tasks follow.
    pub(crate) fn settle(&self) -> Outcome {
        self.run_async("await settled()", &json!([])).map(drop)
    }

    /// Waits so long; only for showing that something does not happen.
    pub(crate) fn wait(&self, millis: u64) -> Outcome {
        thread::sleep(Duration::from_millis(millis));
        self.settle()
    }

    fn find(&self, what: &str, script: &str, arguments: &Value) -> Outcome<Element> {
        let end = Instant::now() + SOON;
        loop {
            if let Some(element) = self.browser.session.find(&with_verbs(script), arguments)? {
                return Ok(element);
            }
            if Instant::now() > end {
                return Err(format!("not on the page: {what}"));
            }
            thread::sleep(Duration::from_millis(25));
        }
    }

    // Keyboard

    pub(crate) fn press(&self, keys: &[Key]) -> Outcome {
        self.browser.session.press(keys)
    }

    pub(crate) fn tab(&self) -> Outcome {
        self.press(&[Key::Tab])
    }

    /// Goes on until a control has the focus.
    pub(crate) fn tab_to(&self, name: &str) -> Outcome {
        let mut passed = Vec::new();
        for _ in 0..60 {
            self.tab()?;
            let focus = self.focus()?;
            if focus == name {
                return Ok(());
            }
            passed.push(focus);
        }
        Err(format!("tab never comes to {name}, but to {passed:?}"))
    }

    pub(crate) fn tab_back(&self) -> Outcome {
        self.browser.session.chord(&[Key::Shift], Key::Tab)
    }

    pub(crate) fn press_with_control(&self, letter: char) -> Outcome {
        self.browser
            .session
            .chord(&[Key::Control], Key::Character(letter))
    }

    /// Types where the focus is.
    pub(crate) fn type_text(&self, text: &str) -> Outcome {
        self.press(&text.chars().map(Key::Character).collect::<Vec<_>>())
    }

    /// What has the focus: a field or figure by its name, else an id or a tag.
    pub(crate) fn focus(&self) -> Outcome<String> {
        let name = self.run("return nameOf(focused())", &json!([]))?;
        Ok(name.as_str().unwrap_or_default().to_owned())
    }

    /// Clicks something of the page itself.
    pub(crate) fn click(&self, selector: &str) -> Outcome {
        let element = self.find(
            selector,
            "return document.querySelector(arguments[0])",
            &json!([selector]),
        )?;
        self.browser.session.click(&element)
    }

    /// Chooses a file in a form.
    pub(crate) fn choose_file(&self, selector: &str, file: &Path) -> Outcome {
        let element = self.find(
            selector,
            "return document.querySelector(arguments[0])",
            &json!([selector]),
        )?;
        let session = &self.browser.session;
        session.hand_over(&element, &file.to_string_lossy())
    }

    /// Copies a text as a person does: it stands in the page's text area, Ctrl+A, Ctrl+C.
    pub(crate) fn copy(&self, text: &str) -> Outcome {
        self.run(
            "const area = document.querySelector('textarea'); area.value = arguments[0]",
            &json!([text]),
        )?;
        self.click("textarea")?;
        self.press_with_control('a')?;
        self.press_with_control('c')
    }

    // What went wrong

    /// Errors, rejections, policy reports and console errors, as `kind: text`.
    pub(crate) fn faults(&self) -> Outcome<Vec<String>> {
        let seen = self.run("return window.faults ?? []", &json!([]))?;
        let mut faults: Vec<String> = seen
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect();
        if self.engine() == Engine::Chromium {
            let log = self.browser.session.browser_log()?;
            let severe = log
                .iter()
                .filter(|entry| entry.get("level") == Some(&json!("SEVERE")));
            faults.extend(
                severe
                    .map(|entry| format!("log: {}", entry.get("message").unwrap_or(&Value::Null))),
            );
        }
        Ok(faults)
    }

    pub(crate) fn has_no_faults(&self) -> Outcome {
        let faults = self.faults()?;
        holds(
            faults.is_empty(),
            format_args!("faults of the page: {faults:#?}"),
        )
    }

    /// Faults without what a browser reports of its own accord about a request or a policy.
    pub(crate) fn has_no_faults_but_reports(&self) -> Outcome {
        let faults: Vec<_> = self
            .faults()?
            .into_iter()
            .filter(|fault| !fault.starts_with("policy:") && !fault.starts_with("log:"))
            .collect();
        holds(
            faults.is_empty(),
            format_args!("faults of the page: {faults:#?}"),
        )
    }

    /// The events of a kind that reached the document, each `{type, from, detail}`.
    pub(crate) fn heard(&self, kind: &str) -> Outcome<Vec<Value>> {
        let seen = self.run(
            "return window.heard.filter(event => event.type === arguments[0])",
            &json!([kind]),
        )?;
        Ok(seen.as_array().cloned().unwrap_or_default())
    }

    pub(crate) fn heard_error_codes(&self) -> Outcome<Vec<String>> {
        let codes = self.heard("cw-error")?;
        let code = |event: &Value| {
            event
                .pointer("/detail/code")
                .and_then(Value::as_str)
                .map(str::to_owned)
        };
        Ok(codes.iter().filter_map(code).collect())
    }

    pub(crate) fn forget_events(&self) -> Outcome {
        self.run("window.heard.length = 0", &json!([])).map(drop)
    }

    // The device

    pub(crate) fn emulate(&self, media: &[Medium]) -> Outcome {
        self.emulated.set(true);
        self.browser.emulate(media)
    }

    /// Chromium only.
    pub(crate) fn slow_processor_down(&self, times: u32) -> Outcome {
        self.throttled.set(times != 1);
        let parameters = json!({ "rate": times });
        self.browser
            .session
            .devtools("Emulation.setCPUThrottlingRate", &parameters)
            .map(drop)
    }

    /// Milliseconds that the page has spent so far in scripts, styles and layout. Chromium only.
    pub(crate) fn busy_millis(&self) -> Outcome<f64> {
        let session = &self.browser.session;
        session.devtools("Performance.enable", &json!({}))?;
        let answer = session.devtools("Performance.getMetrics", &json!({}))?;
        let metrics = answer.get("metrics").and_then(Value::as_array);
        let seconds = |wanted: &str| {
            let mut metrics = metrics.into_iter().flatten();
            let found =
                metrics.find(|metric| metric.get("name").is_some_and(|name| name == wanted));
            found
                .and_then(|metric| metric.get("value")?.as_f64())
                .ok_or_else(|| format!("no {wanted} among the metrics"))
        };
        let sum = seconds("ScriptDuration")?
            + seconds("RecalcStyleDuration")?
            + seconds("LayoutDuration")?;
        Ok(1_000.0 * sum)
    }

    /// Presses one key past the driver, which would run scripts of its own. Chromium only.
    pub(crate) fn strike(&self, key: char) -> Outcome {
        for kind in ["keyDown", "keyUp"] {
            let mut event = json!({"type": kind, "key": key});
            if let (true, Some(event)) = (kind == "keyDown", event.as_object_mut()) {
                event.insert("text".to_owned(), json!(key));
            }
            self.browser
                .session
                .devtools("Input.dispatchKeyEvent", &event)?;
        }
        Ok(())
    }

    /// Presses, moves or lifts the mouse past the driver, likewise. Chromium only.
    pub(crate) fn point(&self, kind: &str, x: f64, y: f64) -> Outcome {
        let event =
            json!({"type": kind, "x": x, "y": y, "button": "left", "buttons": 1, "clickCount": 1});
        self.browser
            .session
            .devtools("Input.dispatchMouseEvent", &event)
            .map(drop)
    }

    /// What the page holds after everything unused is thrown away: nodes, documents, listeners. Chromium only.
    pub(crate) fn counted(&self) -> Outcome<Vec<(String, f64)>> {
        let session = &self.browser.session;
        session.devtools("HeapProfiler.collectGarbage", &json!({}))?;
        let counters = session.devtools("Memory.getDOMCounters", &json!({}))?;
        let counters = counters.as_object().ok_or("no counters")?;
        Ok(counters
            .iter()
            .filter_map(|(kind, count)| Some((kind.clone(), count.as_f64()?)))
            .collect())
    }

    /// Makes the viewport so wide while `look` looks. Chromium only: the windows of the others have a least width.
    pub(crate) fn at_width(&self, width: u32, look: impl FnOnce() -> Outcome) -> Outcome {
        let metrics =
            json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false});
        self.browser
            .session
            .devtools("Emulation.setDeviceMetricsOverride", &metrics)?;
        let outcome = look();
        self.browser
            .session
            .devtools("Emulation.clearDeviceMetricsOverride", &json!({}))?;
        outcome
    }

    /// Runs no script of any page while `look` looks. Chromium only.
    pub(crate) fn without_scripts(&self, look: impl FnOnce() -> Outcome) -> Outcome {
        let switch = |is_off: bool| {
            let parameters = json!({"value": is_off});
            let session = &self.browser.session;
            session.devtools("Emulation.setScriptExecutionDisabled", &parameters)
        };
        switch(true)?;
        let outcome = look();
        switch(false)?;
        outcome
    }

    /// Shows the page as it is printed while `look` looks. Chromium only.
    pub(crate) fn on_paper(&self, look: impl FnOnce() -> Outcome) -> Outcome {
        let show = |medium: &str| {
            let parameters = json!({"media": medium});
            let session = &self.browser.session;
            session.devtools("Emulation.setEmulatedMedia", &parameters)
        };
        show("print")?;
        let outcome = look();
        show("")?;
        outcome
    }

    /// How many sheets of paper so wide and so high, in centimetres, the page takes. Chromium only.
    pub(crate) fn sheets(&self, width: f64, height: f64) -> Outcome<usize> {
        let margin = 1.4;
        let paper = json!({
            "page": {"width": width, "height": height},
            "margin": {"top": margin, "bottom": margin, "left": margin, "right": margin},
            "shrinkToFit": false,
        });
        let file = self.browser.session.print(&paper)?;
        // The list of pages is called nearly the same.
        let is_page = |piece: &&[u8]| piece.starts_with(b"/Type /Page") && !piece.ends_with(b"s");
        Ok(file.windows(12).filter(is_page).count())
    }

    pub(crate) fn does_not_overflow(&self) -> Outcome {
        let widths = self.run(
            "const {scrollWidth, clientWidth} = document.documentElement; return [scrollWidth, clientWidth]",
            &json!([]),
        )?;
        let wide = |index: usize| {
            widths
                .get(index)
                .and_then(Value::as_u64)
                .unwrap_or_default()
        };
        holds(
            wide(0) <= wide(1),
            format_args!("the page is {} px wide in {} px", wide(0), wide(1)),
        )
    }
}

/// One calculator of a page.
pub(crate) struct Widget<'a> {
    pub(crate) page: &'a Page<'a>,
    pub(crate) selector: String,
}

impl Widget<'_> {
    /// Runs a script whose first argument is the selector of this widget.
    pub(crate) fn run(&self, script: &str, arguments: &[Value]) -> Outcome<Value> {
        self.page.run(script, &self.with_selector(arguments))
    }

    pub(crate) fn run_async(&self, script: &str, arguments: &[Value]) -> Outcome<Value> {
        self.page.run_async(script, &self.with_selector(arguments))
    }

    fn until(&self, what: &str, script: &str, arguments: &[Value]) -> Outcome<Value> {
        self.page
            .until(what, script, &self.with_selector(arguments))
    }

    fn with_selector(&self, arguments: &[Value]) -> Value {
        let mut all = vec![json!(self.selector)];
        all.extend_from_slice(arguments);
        Value::Array(all)
    }

    // Waiting

    pub(crate) fn becomes_ready(&self) -> Outcome {
        self.reaches("ready")
    }

    /// Waits for a state, and says which one came instead.
    pub(crate) fn reaches(&self, state: &str) -> Outcome {
        let script = "return host(arguments[0])?.state === arguments[1]";
        let waited = self.until(&format!("state {state}"), script, &[json!(state)]);
        waited
            .map(drop)
            .or_else(|problem| Err(format!("{problem}; it is {}", self.state()?)))
    }

    pub(crate) fn state(&self) -> Outcome<String> {
        let state = self.run("return host(arguments[0])?.state ?? null", &[])?;
        Ok(state
            .as_str()
            .map_or_else(|| state.to_string(), str::to_owned))
    }

    /// What `element.ready` resolves to.
    pub(crate) fn ready(&self) -> Outcome<Value> {
        self.run_async("return await host(arguments[0]).ready", &[])
    }

    // The reader's hands

    /// Opens what a field is folded into.
    fn unfold(&self, name: &str) -> Outcome {
        self.until(
            &format!("the field {name}"),
            "const found = field(...arguments);
             for (let fold = found?.closest('details'); fold; fold = fold.parentElement.closest('details'))
               if (!fold.open) fold.querySelector('summary').click();
             return Boolean(found)",
            &[json!(name)],
        )
        .map(drop)
    }

    fn control(&self, name: &str) -> Outcome<Element> {
        self.unfold(name)?;
        let arguments = self.with_selector(&[json!(name)]);
        self.page.find(
            &format!("the field {name}"),
            "return control(...arguments)",
            &arguments,
        )
    }

    /// Replaces the text of a field, key by key.
    pub(crate) fn type_into(&self, name: &str, text: &str) -> Outcome {
        self.enter_field(name)?;
        self.page.press_with_control('a')?;
        self.page.type_text(text)
    }

    /// Empties a field by the keyboard.
    pub(crate) fn clear(&self, name: &str) -> Outcome {
        self.enter_field(name)?;
        self.page.press_with_control('a')?;
        self.page.press(&[Key::Delete])
    }

    /// Replaces the text of a field by what was copied.
    pub(crate) fn paste_into(&self, name: &str) -> Outcome {
        self.enter_field(name)?;
        self.page.press_with_control('a')?;
        self.page.press_with_control('v')
    }

    /// Replaces the text of a field in one go, as dictation or an input method does. Quicker than keys, and the
    /// way in for characters that no keyboard here has.
    pub(crate) fn insert_into(&self, name: &str, text: &str) -> Outcome {
        self.unfold(name)?;
        self.run_async(
            "const [selector, name, text] = arguments, input = control(selector, name);
             input.focus(); input.select();
             document.execCommand(text ? 'insertText' : 'delete', false, text);
             await settled()",
            &[json!(name), json!(text)],
        )
        .map(drop)
    }

    /// Clicks into a field.
    pub(crate) fn enter_field(&self, name: &str) -> Outcome {
        self.page.browser.session.click(&self.control(name)?)
    }

    /// Chooses from a list or among buttons, by the value.
    pub(crate) fn choose(&self, name: &str, value: &str) -> Outcome {
        self.unfold(name)?;
        let arguments = self.with_selector(&[json!(name), json!(value)]);
        let script = "const [selector, name, value] = arguments;
             const list = field(selector, name).querySelector('select');
             if (list) {
               list.value = value;
               for (const type of ['input', 'change']) list.dispatchEvent(new Event(type, {bubbles: true}));
               return list
             }
             const button = field(selector, name).querySelector(`input[type=radio][value='${value}']`);
             return button?.closest('label') ?? button?.labels?.[0] ?? button";
        let element = self
            .page
            .find(&format!("{value} of {name}"), script, &arguments)?;
        // A list in a headless window cannot be opened everywhere; buttons can be clicked.
        if self.run(
            "return Boolean(field(arguments[0], arguments[1]).querySelector('select'))",
            &[json!(name)],
        )? == true
        {
            return Ok(());
        }
        self.page.browser.session.click(&element)
    }

    /// Clicks something inside the widget.
    pub(crate) fn click(&self, part: &str) -> Outcome {
        let element = self.page.find(
            part,
            "return inner(...arguments)",
            &self.with_selector(&[json!(part)]),
        )?;
        self.page.browser.session.click(&element)
    }

    /// Opens a figure, to see how it was computed.
    pub(crate) fn open_figure(&self, name: &str) -> Outcome {
        self.click(&format!("details[data-figure=\"{name}\"] > summary"))
    }

    /// Does something inside the frame that the widget shows.
    pub(crate) fn inside_its_frame(&self, work: impl FnOnce() -> Outcome) -> Outcome {
        let session = &self.page.browser.session;
        let frame = self.page.find(
            "a frame in the widget",
            "return inner(arguments[0], 'iframe')",
            &self.with_selector(&[]),
        )?;
        session.enter(&frame)?;
        let done = work();
        session.enter_frame(None)?;
        done
    }

    // The author's hands

    pub(crate) fn set_attribute(&self, name: &str, value: &str) -> Outcome {
        self.run(
            "host(arguments[0]).setAttribute(arguments[1], arguments[2])",
            &[json!(name), json!(value)],
        )?;
        self.page.settle()
    }

    pub(crate) fn remove_attribute(&self, name: &str) -> Outcome {
        self.run(
            "host(arguments[0]).removeAttribute(arguments[1])",
            &[json!(name)],
        )?;
        self.page.settle()
    }

    pub(crate) fn assign_scenario(&self, scenario: &Value) -> Outcome {
        self.run(
            "host(arguments[0]).scenario = arguments[1]",
            std::slice::from_ref(scenario),
        )?;
        self.page.settle()
    }

    pub(crate) fn reset(&self) -> Outcome {
        self.run("host(arguments[0]).reset()", &[])?;
        self.page.settle()
    }

    // The reader's eyes

    /// The text that stands in a field.
    pub(crate) fn read_field(&self, name: &str) -> Outcome<String> {
        self.text_of(
            "return control(...arguments)?.value ?? null",
            &[json!(name)],
            name,
        )
    }

    /// The chosen one of a list or of buttons.
    pub(crate) fn read_choice(&self, name: &str) -> Outcome<String> {
        let script = "const found = field(...arguments);
            return found?.querySelector('select')?.value ?? found?.querySelector('input:checked')?.value ?? null";
        self.text_of(script, &[json!(name)], name)
    }

    pub(crate) fn read_figure(&self, name: &str) -> Outcome<String> {
        let script = "const found = figure(...arguments);
            return text(found?.querySelector('[part~=\"value\"]') ?? found?.querySelector('summary') ?? found)";
        self.text_of(script, &[json!(name)], name)
    }

    /// The text of a part of a figure: `interval`, `verdict`.
    pub(crate) fn read_part(&self, part: &str) -> Outcome<String> {
        self.text_of(
            "return text(inner(arguments[0], `[part~=\"${arguments[1]}\"]`))",
            &[json!(part)],
            part,
        )
    }

    fn text_of(&self, script: &str, arguments: &[Value], what: &str) -> Outcome<String> {
        let text = self.run(script, arguments)?;
        text.as_str()
            .map(str::to_owned)
            .ok_or_else(|| format!("no {what} in the widget"))
    }

    /// The message at a field, when there is one and it is tied to its control.
    pub(crate) fn field_error(&self, name: &str) -> Outcome<Option<String>> {
        let seen = self.run(
            "const found = field(...arguments);
             if (!found) return 'no such field';
             const message = found.querySelector('[part~=\"error\"]'), words = shown(message) ? text(message) : '';
             if (!words) return null;
             const input = control(...arguments) ?? found.querySelector('[aria-invalid]');
             if (input?.getAttribute('aria-invalid') !== 'true') return `not marked as invalid: ${words}`;
             const tied = (input.getAttribute('aria-describedby') ?? '').split(' ');
             if (!tied.includes(message.id) && !message.closest('[id]')?.matches(tied.filter(Boolean).map(id => `#${CSS.escape(id)}`).join()))
               return `not tied to its field: ${words}`;
             return words",
            &[json!(name)],
        )?;
        match seen.as_str() {
            Some("no such field") => Err(format!("no field {name} in the widget")),
            Some(text) if text.starts_with("not ") => {
                Err(format!("the message of {name} is {text}"))
            }
            text => Ok(text.map(str::to_owned)),
        }
    }

    pub(crate) fn is_shown(&self, part: &str) -> Outcome<bool> {
        Ok(self.run("return shown(inner(...arguments))", &[json!(part)])? == true)
    }

    /// Whether what stands inside the element is what the reader sees.
    pub(crate) fn shows_its_fallback(&self) -> Outcome {
        let seen = self.run(
            "const found = host(arguments[0]), child = found.querySelector(':not(script)');
             return shown(child) && child.getBoundingClientRect().height > 0",
            &[],
        )?;
        holds(seen == true, "what stands inside the element is not seen")
    }

    pub(crate) fn hides_its_fallback(&self) -> Outcome {
        let seen = self.run(
            "return shown(host(arguments[0]).querySelector(':not(script)'))",
            &[],
        )?;
        holds(
            seen == false,
            "what stands inside the element is still seen",
        )
    }

    // The page's eyes

    pub(crate) fn result(&self) -> Outcome<Value> {
        self.run("return host(arguments[0]).result", &[])
    }

    /// One value of the result, by a JSON pointer below it; null where there is none.
    pub(crate) fn seen(&self, pointer: &str) -> Outcome<Value> {
        Ok(self
            .result()?
            .pointer(pointer)
            .cloned()
            .unwrap_or(Value::Null))
    }

    /// One field of the view's scenario.
    pub(crate) fn scenario(&self, field: &str) -> Outcome<Value> {
        let scenario = self.run("return host(arguments[0]).scenario", &[])?;
        Ok(scenario
            .pointer(&format!("/rate/{field}"))
            .cloned()
            .unwrap_or(Value::Null))
    }

    /// The fields with an error, sorted, each once.
    pub(crate) fn invalid_fields(&self) -> Outcome<Vec<String>> {
        let errors = self.seen("/errors")?;
        let field = |error: &Value| {
            error
                .get("field")
                .and_then(Value::as_str)
                .map(str::to_owned)
        };
        let mut fields: Vec<_> = errors
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(field)
            .collect();
        fields.sort();
        fields.dedup();
        Ok(fields)
    }

    /// Waits until the rate of the result is this one.
    pub(crate) fn comes_to_rate(&self, rate: f64) -> Outcome {
        let script = "const rate = host(arguments[0]).result?.outcome?.rate;
            return typeof rate === 'number' && Math.abs(rate - arguments[1]) < 1e-9";
        let waited = self.until(&format!("the rate {rate}"), script, &[json!(rate)]);
        waited
            .map(drop)
            .or_else(|problem| Err(format!("{problem}; it is {}", self.seen("/outcome/rate")?)))
    }

    /// Waits until a number of the outcome, at a dotted path, is within a billionth of what is wanted.
    pub(crate) fn outcome_comes_to(&self, path: &str, wanted: f64) -> Outcome {
        let script = "let seen = host(arguments[0]).result.outcome;
            for (const name of arguments[1].split('.')) seen = seen?.[name];
            const wanted = arguments[2];
            return typeof seen === 'number' && Math.abs(seen - wanted) <= 1e-9 * Math.abs(wanted) + 1e-9";
        let what = format!("{path} = {wanted}");
        let arguments = self.with_selector(&[json!(path), json!(wanted)]);
        let seen = self.page.until(&what, script, &arguments);
        seen.map(drop)
            .or_else(|problem| Err(format!("{problem}: {}", self.result()?)))
    }

    /// Waits until the input has no outcome.
    pub(crate) fn has_no_outcome(&self) -> Outcome {
        let script = "const result = host(arguments[0]).result; return result !== null && result.outcome === null";
        self.until("an outcome of null", script, &[]).map(drop)
    }

    /// Opens everything that can be opened.
    pub(crate) fn open_all(&self) -> Outcome {
        // Twice: what opens holds more that opens.
        for _ in 0..2 {
            self.run_async(
                "for (const fold of host(arguments[0]).shadowRoot.querySelectorAll('details')) fold.open = true; await settled()",
                &[],
            )?;
        }
        Ok(())
    }

    /// Inside the widget, nothing is cut off sideways or stands out.
    pub(crate) fn does_not_overflow(&self) -> Outcome {
        let wide = self.run(
            "const root = inner(arguments[0], '.cw'), edge = root.getBoundingClientRect();
             const scrolls = element => {
               for (let up = element.parentElement; up && up !== root; up = up.parentElement)
                 if (/auto|scroll|hidden|clip/.test(getComputedStyle(up).overflowX)) return true
               return false
             };
             const hides = element => getComputedStyle(element).position === 'absolute' && element.getBoundingClientRect().width <= 1;
             const out = [...root.querySelectorAll('*')].filter(element => {
               const box = element.getBoundingClientRect();
               return box.width > 0 && (box.right > edge.right + 1 || box.left < edge.left - 1) && !scrolls(element) && !hides(element)
             });
             if (root.scrollWidth > root.clientWidth) out.unshift(root);
             return out.slice(0, 5).map(element => `${nameOf(element)} <${element.localName} class=${element.getAttribute('class')}>`)",
            &[],
        )?;
        same("wider than the widget", &wide, &json!([]))
    }

    /// Keeps a picture in `target/screenshots`, of the widget and what stands around it.
    pub(crate) fn photograph(&self, name: &str) -> Outcome {
        let session = &self.page.browser.session;
        session.resize_window(WINDOW.0, 2000)?;
        self.run_async("host(arguments[0]).scrollIntoView({block: 'start', behavior: 'instant'}); await settled()", &[])?;
        let picture = session.photograph()?;
        session.resize_window(WINDOW.0, WINDOW.1)?;
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("screenshots");
        fs::create_dir_all(&folder).because(folder.display())?;
        let file = folder.join(format!("{name}-{}.png", self.page.engine()));
        fs::write(&file, &picture).because(file.display())?;
        // One colour alone is compressed to less.
        holds(
            picture.len() > 9000,
            format_args!("{} is empty", file.display()),
        )
    }
}

impl Widget<'_> {
    /// Keeps a picture of the widget alone, twice as fine, in `target/screenshots`, and returns it. Chromium
    /// only.
    pub(crate) fn portrait(&self, name: &str) -> Outcome<Vec<u8>> {
        let clip = self.run(
            "const {x, y, width, height} = host(arguments[0]).getBoundingClientRect();
             return {x: x + scrollX, y: y + scrollY, width, height, scale: 2}",
            &[],
        )?;
        let parameters = json!({"clip": clip, "captureBeyondViewport": true});
        let session = &self.page.browser.session;
        let answer = session.devtools("Page.captureScreenshot", &parameters)?;
        let picture = decode_base64(
            answer
                .get("data")
                .and_then(Value::as_str)
                .unwrap_or_default(),
        )?;
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("screenshots");
        fs::create_dir_all(&folder).because(folder.display())?;
        let file = folder.join(format!("{name}.png"));
        fs::write(&file, &picture).because(file.display())?;
        Ok(picture)
    }
}

/// A script that knows the words, and may use the same ones for its own things.
fn with_verbs(script: &str) -> String {
    // As an async function everywhere, it would need a driver that waits for promises.
    let kind = if script.contains("await ") {
        "async function"
    } else {
        "function"
    };
    format!(
        "{}\nreturn ({kind} () {{ {script} }}).apply(null, arguments)",
        include_str!("verbs.js")
    )
}
