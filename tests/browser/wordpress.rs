//! The plugin in a real `WordPress`: uploaded, activated, written with in the editor, read in a post, and removed.
//!
//! Runs only where `CW_WORDPRESS` names the zip, and then alone: see `main.rs`.

use std::{
    env,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use serde_json::{Value, json};

use crate::harness::{
    Outcome, behaviours,
    blog::Blog,
    contains, holds,
    page::{CALCULATOR, Page},
    same,
};

behaviours! {
    CHROMIUM:
        it_is_uploaded_and_activated_as_a_person_does_it,
        a_post_is_written_with_the_calculator_at_work_in_the_editor,
        rows_that_are_typed_into_the_preview_are_kept,
        the_preview_works_in_the_frame_of_the_editor_too,
        an_author_without_unfiltered_html_loses_nothing,
        nothing_hostile_in_a_block_becomes_markup,
        nothing_hostile_in_a_shortcode_becomes_markup,
        shortcodes_take_their_attributes_as_people_write_them,
        feeds_and_amp_pages_have_the_words_and_the_way,
        a_page_without_a_calculator_loads_nothing_of_it,
        removing_it_leaves_nothing_behind;
}

const PLUGIN: &str = "conversion-widget";
const ADMIN: &str = "admin";
const AUTHOR: &str = "ada";
const PASSWORD: &str = "correct horse battery staple 9";

static BLOG: Mutex<Option<Arc<Blog>>> = Mutex::new(None);

/// Ends the servers; whoever leaves the process must call it first.
pub(crate) fn close() {
    *BLOG.lock().unwrap_or_else(PoisonError::into_inner) = None;
}

// Getting there

/// The blog with the plugin at work; the first who asks installs both, through their own forms.
fn blog(page: &Page<'_>) -> Outcome<Arc<Blog>> {
    let mut place = BLOG.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(blog) = &*place {
        return Ok(Arc::clone(blog));
    }
    let blog = Arc::new(Blog::open()?);
    install(page, &blog)?;
    log_in(page, &blog, ADMIN)?;
    upload(page, &blog)?;
    invite(page, &blog)?;
    *place = Some(Arc::clone(&blog));
    Ok(blog)
}

/// Waits for what takes longer than anything of the widget: whole pages of `WordPress`.
fn eventually(page: &Page<'_>, what: &str, script: &str) -> Outcome<Value> {
    let mut seen = page.until(what, script, &json!([]));
    for _ in 0..4 {
        if seen.is_err() {
            seen = page.until(what, script, &json!([]));
        }
    }
    seen
}

/// Types into a field of a form.
fn fill(page: &Page<'_>, selector: &str, text: &str) -> Outcome {
    page.click(selector)?;
    page.press_with_control('a')?;
    page.type_text(text)
}

fn install(page: &Page<'_>, blog: &Blog) -> Outcome {
    page.go(&format!("{}/wp-admin/install.php", blog.address))?;
    // Its script puts a password of its own into the form first.
    eventually(
        page,
        "a password",
        "return document.querySelector('#pass1')?.value",
    )?;
    for (field, text) in [
        ("#weblog_title", "A blog"),
        ("#user_login", ADMIN),
        ("#pass1", PASSWORD),
        ("#admin_email", "admin@example.org"),
    ] {
        fill(page, field, text)?;
    }
    page.click("#submit")?;
    let done = "return document.body.textContent.includes('WordPress has been installed')";
    eventually(page, "the blog is installed", done).map(drop)
}

fn log_in(page: &Page<'_>, blog: &Blog, user: &str) -> Outcome {
    page.go(&format!("{}/wp-login.php?reauth=1", blog.address))?;
    // It focuses a field by itself, a moment later.
    page.wait(300)?;
    fill(page, "#user_login", user)?;
    fill(page, "#user_pass", PASSWORD)?;
    page.click("#wp-submit")?;
    eventually(
        page,
        "the desk",
        "return document.querySelector('#wpadminbar')",
    )
    .map(drop)
}

fn upload(page: &Page<'_>, blog: &Blog) -> Outcome {
    let zip = env::var_os("CW_WORDPRESS").map(PathBuf::from);
    let zip = zip.ok_or("CW_WORDPRESS names no plugin")?;
    let zip = zip
        .canonicalize()
        .map_err(|problem| format!("{}: {problem}", zip.display()))?;
    page.go(&format!(
        "{}/wp-admin/plugin-install.php?tab=upload",
        blog.address
    ))?;
    page.choose_file("#pluginzip", &zip)?;
    page.click("#install-plugin-submit")?;
    let activate =
        "return [...document.querySelectorAll('a')].find(a => a.textContent === 'Activate Plugin')";
    eventually(page, "the plugin is installed", activate)?;
    page.run(
        &format!("({{ link: (() => {{ {activate} }})() }}).link.click()"),
        &json!([]),
    )?;
    let active = "return document.querySelector('[data-slug=conversion-calculator].active, #deactivate-conversion-calculator') !== null";
    eventually(page, "the plugin is active", active).map(drop)
}

/// Adds an author, who may publish but not write what she likes.
fn invite(page: &Page<'_>, blog: &Blog) -> Outcome {
    open_editor(page, blog)?;
    page.run_async(
        "const [username, password] = arguments;
         await wp.apiFetch({path: '/wp/v2/users', method: 'POST',
           data: {username, password, email: `${username}@example.org`, roles: ['author']}})",
        &json!([AUTHOR, PASSWORD]),
    )
    .map(drop)
}

// The editor

fn open_editor(page: &Page<'_>, blog: &Blog) -> Outcome {
    page.go(&format!("{}/wp-admin/post-new.php", blog.address))?;
    editor_is_there(page)
}

fn editor_is_there(page: &Page<'_>) -> Outcome {
    let script = "return document.querySelector('.editor-post-title__input')
        && document.querySelector('.edit-post-header-toolbar__inserter-toggle')
        && wp.blocks.getBlockType('conversion-widget/calculator')";
    eventually(page, "the editor", script).map(drop)
}

/// Finds the block by its name, as a person does.
fn insert(page: &Page<'_>, title: &str) -> Outcome {
    let toggle = ".edit-post-header-toolbar__inserter-toggle";
    page.click(toggle)?;
    eventually(
        page,
        "the search",
        "return document.querySelector('.block-editor-inserter__search input')",
    )?;
    page.click(".block-editor-inserter__search input")?;
    page.type_text(title)?;
    let tool = title.to_lowercase().replace(' ', "-");
    let item = format!("[class*='editor-block-list-item-conversion-widget-calculator/{tool}']");
    let there = format!("return document.querySelector(\"{item}\")");
    eventually(page, "the block in the list", &there)?;
    page.click(&item)?;
    page.click(toggle)?;
    page.run(
        "wp.data.dispatch('core/edit-post').openGeneralSidebar('edit-post/block')",
        &json!([]),
    )
    .map(drop)
}

/// The control of the sidebar with this label gets the focus, and is typed into.
fn set(page: &Page<'_>, label: &str, text: &str) -> Outcome {
    let script = "const [name] = arguments;
        const labels = [...document.querySelectorAll('.block-editor-block-inspector label')];
        const control = document.getElementById(labels.find(label => label.textContent === name)?.htmlFor);
        control?.focus(); control?.select?.(); return Boolean(control)";
    page.until(&format!("the control {label}"), script, &json!([label]))?;
    page.type_text(text)
}

/// Asks one question of the calculator alone.
fn tick(page: &Page<'_>, question: &str) -> Outcome {
    page.until(
        &format!("the tick for {question}"),
        "const [question] = arguments;
         const labels = [...document.querySelectorAll('.conversion-widget-views label')];
         const label = labels.find(label => label.textContent === question);
         label?.click(); return Boolean(label)",
        &json!([question]),
    )?;
    page.until(
        "no tabs",
        "return host(arguments[0]).shadowRoot.querySelector('[role=tablist]') === null",
        &json!([CALCULATOR]),
    )
    .map(drop)
}

/// Keeps in the post what was typed into the preview.
fn keep(page: &Page<'_>) -> Outcome {
    page.click(".conversion-widget-bar .is-primary")
}

/// What will be saved.
fn content(page: &Page<'_>) -> Outcome<String> {
    let script = "return wp.data.select('core/editor').getEditedPostContent()";
    let content = page.run(script, &json!([]))?;
    Ok(content.as_str().unwrap_or_default().to_owned())
}

/// Publishes what is in the editor, and hands back its address.
fn publish(page: &Page<'_>) -> Outcome<String> {
    page.click(".editor-post-publish-panel__toggle")?;
    // The panel slides in, and a button that moves is easily missed.
    let press = "const button = document.querySelector('.editor-post-publish-panel .editor-post-publish-button');
        if (!button || button.getAttribute('aria-disabled') === 'true') return false;
        button.click(); return true";
    eventually(page, "the button to publish", press)?;
    let script = "const {isCurrentPostPublished, isSavingPost, getPermalink} = wp.data.select('core/editor');
        return isCurrentPostPublished() && !isSavingPost() && getPermalink()";
    let link = eventually(page, "the post is published", script)?;
    Ok(link.as_str().unwrap_or_default().to_owned())
}

/// A published post.
struct Post {
    address: String,
    /// Where it is edited.
    desk: String,
}

/// Publishes a post without the editor, as other programs do.
fn post(page: &Page<'_>, blog: &Blog, content: &str) -> Outcome<Post> {
    log_in(page, blog, ADMIN)?;
    open_editor(page, blog)?;
    let post = page.run_async(
        "const [content] = arguments;
         const {id, link} = await wp.apiFetch({path: '/wp/v2/posts', method: 'POST',
           data: {title: 'A post', content, status: 'publish'}});
         return [link, String(id)]",
        &json!([content]),
    )?;
    let [address, id] = ["/0", "/1"].map(|place| part(&post, place).as_str().unwrap_or_default());
    Ok(Post {
        address: address.to_owned(),
        desk: format!("{}/wp-admin/post.php?post={id}&action=edit", blog.address),
    })
}

// What is looked for everywhere

/// Nothing came from another host, and of the plugin only what is wanted.
fn asked(page: &Page<'_>, blog: &Blog) -> Outcome<Vec<String>> {
    let script = "return performance.getEntriesByType('resource').map(({name}) => name)";
    let all = page.run(script, &json!([]))?;
    let all: Vec<_> = all
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    for address in &all {
        holds(
            address.starts_with(&blog.address) || !address.starts_with("http"),
            format_args!("asked of another host: {address}"),
        )?;
    }
    let own = all.iter().filter_map(|address| {
        let (_, own) = address.split_once("/wp-content/plugins/conversion-widget/")?;
        // Behind the version stand names with a hash.
        Some(own.split(['?', '#']).next().unwrap_or(own).to_owned())
    });
    Ok(own.collect())
}

/// The plugin has given PHP no reason to complain, and no script of it has failed.
fn is_quiet(page: &Page<'_>, blog: &Blog) -> Outcome {
    let complaints = blog.complaints(PLUGIN);
    holds(complaints.is_empty(), format_args!("{complaints:#?}"))?;
    let mut faults = page.faults()?;
    // No plugin answers for the icon of a site, nor for what WordPress asks itself: the directory of blocks,
    // which nobody can reach here, and templates, which are not for authors. The picture is one of a test.
    for foreign in ["/favicon.ico", "/wp-json/", "/x - "] {
        faults.retain(|fault| !fault.contains(foreign));
    }
    holds(faults.is_empty(), format_args!("{faults:#?}"))
}

/// The attributes of an element but that for links where it leads to the plugin's own page, the paragraphs inside it and its scenario, as they stand in the page.
fn written(page: &Page<'_>, selector: &str) -> Outcome<Value> {
    page.run(
        "const element = host(arguments[0]);
         const child = element.querySelector('script');
         const own = `${location.origin}/wp-content/plugins/conversion-widget/`;
         const said = [...element.attributes].filter(({name, value}) =>
           name !== 'share-url' || !(value.startsWith(own) && value.endsWith(`/embed/?tool=${element.localName}`)));
         return {
           attributes: Object.fromEntries(said.map(({name, value}) => [name, value])),
           paragraphs: [...element.querySelectorAll(':scope > p')].map(text),
           scenario: child && JSON.parse(child.textContent),
           inside: [...element.children].map(({localName}) => localName),
         }",
        &json!([selector]),
    )
}

/// One of it.
fn part<'a>(seen: &'a Value, pointer: &str) -> &'a Value {
    seen.pointer(pointer).unwrap_or(&Value::Null)
}

fn is_module(name: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|ending| ending == "wasm")
}

// The behaviours

fn it_is_uploaded_and_activated_as_a_person_does_it(page: &Page<'_>) -> Outcome {
    let blog = blog(page)?;
    log_in(page, &blog, ADMIN)?;
    page.go(&format!("{}/wp-admin/plugins.php", blog.address))?;
    let row = page.run(
        "return text(document.querySelector('tr.active[data-plugin^=\"conversion-widget/\"]'))",
        &json!([]),
    )?;
    let row = row.as_str().unwrap_or_default();
    contains("the list of plugins", row, "Conversion calculator")?;
    contains("the list of plugins", row, "sends nothing anywhere")?;
    same(
        "of the plugin at a desk",
        &asked(page, &blog)?,
        &Vec::<String>::new(),
    )?;
    is_quiet(page, &blog)
}

fn a_post_is_written_with_the_calculator_at_work_in_the_editor(page: &Page<'_>) -> Outcome {
    let blog = blog(page)?;
    log_in(page, &blog, ADMIN)?;
    open_editor(page, &blog)?;
    page.click(".editor-post-title__input")?;
    page.type_text("What came of it")?;
    insert(page, "Conversion calculator")?;
    let preview = page.widget();
    preview.becomes_ready()?;
    preview.comes_to_rate(0.03)?;

    // One question, by its tick in the sidebar: the tabs are gone from the preview.
    tick(page, "Rate")?;
    // Typed into the preview. Delete deletes a digit there, and not the block.
    preview.clear("viewers")?;
    preview.type_into("viewers", "20000")?;
    preview.enter_field("conversions")?;
    preview.comes_to_rate(0.015)?;
    holds(
        !content(page)?.contains("20000"),
        "kept before anybody asked",
    )?;
    keep(page)?;
    page.until(
        "the figures are kept",
        "return wp.data.select('core/editor').getEditedPostContent().includes('\"viewers\":\"20000\"')",
        &json!([]),
    )?;
    preview.comes_to_rate(0.015)?;
    // Typed into the sidebar: the preview follows. Rates are in per cent for people.
    set(page, "Purchases", "400")?;
    preview.comes_to_rate(0.02)?;
    set(page, "Heading", "Our own & only <figures>")?;
    set(page, "Text until it is there", "2% of 20,000 & no more.")?;
    preview.photograph("wordpress-editor")?;
    same(
        "of the plugin in the editor",
        &asked(page, &blog)?
            .iter()
            .filter(|name| is_module(name))
            .count(),
        &1,
    )?;

    let address = publish(page)?;
    is_quiet(page, &blog)?;
    page.go(&address)?;
    let widget = page.widget();
    widget.becomes_ready()?;
    widget.comes_to_rate(0.02)?;
    widget.type_into("conversions", "500")?;
    widget.comes_to_rate(0.025)?;
    contains(
        "its heading",
        &widget.read_part("heading")?,
        "Our own & only <figures>",
    )?;
    let seen = written(page, CALCULATOR)?;
    same(
        "paragraphs",
        part(&seen, "/paragraphs"),
        &json!(["2% of 20,000 & no more."]),
    )?;
    same(
        "viewers",
        part(&seen, "/attributes/viewers"),
        &json!("20000"),
    )?;
    let style = part(&seen, "/attributes/style")
        .as_str()
        .unwrap_or_default();
    contains("the place that is kept free", style, "min-height:")?;
    let own = asked(page, &blog)?;
    same("of the plugin in a post", &own.len(), &2)?;
    let folders = own
        .iter()
        .all(|name| name.ends_with("/embed.js") || is_module(name));
    holds(folders, format_args!("{own:?}"))?;
    let script = page.run(
        "const {async, integrity, crossOrigin} = document.querySelector('script[src*=\"/embed.js\"]');
         return [async, integrity.slice(0, 7), crossOrigin]",
        &json!([]),
    )?;
    same(
        "the script",
        &script,
        &json!([true, "sha384-", "anonymous"]),
    )?;
    for width in [320, 720, 1200] {
        page.at_width(width, || widget.does_not_overflow())?;
    }
    widget.photograph("wordpress-post")?;
    is_quiet(page, &blog)
}

fn rows_that_are_typed_into_the_preview_are_kept(page: &Page<'_>) -> Outcome {
    let blog = blog(page)?;
    log_in(page, &blog, AUTHOR)?;
    open_editor(page, &blog)?;
    insert(page, "Conversion calculator")?;
    let preview = page.widget();
    preview.becomes_ready()?;
    tick(page, "Compare")?;
    let there = "return Boolean(inner('conversion-calculator', '#entries-2-conversions'))";
    eventually(page, "the rows", there)?;
    preview.click("#entries-2-conversions")?;
    page.press_with_control('a')?;
    page.type_text("8")?;
    page.tab()?;
    keep(page)?;
    let kept = "const [{attributes}] = wp.data.select('core/block-editor').getBlocks();
        return attributes.scenario && JSON.parse(attributes.scenario)";
    let kept = page.until("the rows are kept", kept, &json!([]))?;
    same(
        "the third row",
        part(&kept, "/compare/entries/2"),
        &json!({"name": "Ines", "format": "Newsletter", "viewers": 80, "conversions": 8, "cost": 40}),
    )?;
    holds(
        kept.pointer("/compare/marks").is_none(),
        "no list says that there is nothing",
    )?;
    page.go(&publish(page)?)?;
    let widget = page.widget();
    widget.becomes_ready()?;
    widget.outcome_comes_to("entries.2.rate", 0.1)?;
    is_quiet(page, &blog)
}

fn the_preview_works_in_the_frame_of_the_editor_too(page: &Page<'_>) -> Outcome {
    let blog = blog(page)?;
    log_in(page, &blog, AUTHOR)?;
    open_editor(page, &blog)?;
    insert(page, "Lifetime value projector")?;
    page.widget_at("lifetime-value-projector").becomes_ready()?;
    page.run(
        "wp.data.dispatch('core/edit-post').__experimentalSetPreviewDeviceType('Tablet')",
        &json!([]),
    )?;
    let inside = "const frame = document.querySelector('iframe[name=editor-canvas]');
        return frame?.contentDocument.querySelector('lifetime-value-projector')?.state === 'ready'";
    eventually(page, "the preview in the frame", inside)?;
    is_quiet(page, &blog)
}

fn an_author_without_unfiltered_html_loses_nothing(page: &Page<'_>) -> Outcome {
    let blog = blog(page)?;
    log_in(page, &blog, AUTHOR)?;
    open_editor(page, &blog)?;
    // First that she really is one whose markup is taken away.
    let stripped = page.run_async(
        "const content = '<conversion-calculator viewers=\"9\">text</conversion-calculator>';
         const post = await wp.apiFetch({path: '/wp/v2/posts?context=edit', method: 'POST', data: {content}});
         return post.content.raw",
        &json!([]),
    )?;
    same("what is left of her markup", &stripped, &json!("text"))?;

    let heading = "AT&T's \"figures\" <b>now</b> &amp; [gallery]";
    let words = "Less than 3 & more than 1: <i>so</i> it is.";
    insert(page, "Conversion calculator")?;
    page.widget().becomes_ready()?;
    page.run(
        "document.querySelector('.conversion-widget-json') ??
         [...document.querySelectorAll('.block-editor-block-inspector .components-panel__body-toggle')]
           .find(button => button.textContent.includes('JSON')).click()",
        &json!([]),
    )?;
    set(page, "Heading", heading)?;
    set(page, "Text until it is there", words)?;
    let scenario = r#"{"rate": {"viewers": 5000, "conversions": 100, "action": "custom", "actionName": "a < b > c & d \\u003c \"e\""}}"#;
    set(page, "Scenario", scenario)?;
    page.widget().comes_to_rate(0.02)?;
    eventually(
        page,
        "the height of the preview is kept",
        "const [block] = wp.data.select('core/block-editor').getBlocks();
         const preview = host('conversion-calculator');
         return preview.state === 'ready' && block.attributes.height === Math.ceil(preview.offsetHeight)",
    )?;
    let before = content(page)?;
    let address = publish(page)?;
    let saved = "return wp.data.select('core').getEntityRecord('postType', 'post',
        wp.data.select('core/editor').getCurrentPostId()).content.raw";
    let saved = page.run(saved, &json!([]))?;
    same("what was saved", &saved, &json!(before))?;

    page.go(&address)?;
    let widget = page.widget();
    widget.becomes_ready()?;
    widget.comes_to_rate(0.02)?;
    let seen = written(page, CALCULATOR)?;
    same("label", part(&seen, "/attributes/label"), &json!(heading))?;
    same("paragraphs", part(&seen, "/paragraphs"), &json!([words]))?;
    same(
        "the name of the action",
        part(&seen, "/scenario/rate/actionName"),
        &json!("a < b > c & d \\u003c \"e\""),
    )?;
    same("inside", part(&seen, "/inside"), &json!(["p", "script"]))?;

    // And once more into the editor, where everything stands as she has typed it.
    page.go(&format!("{}/wp-admin/edit.php", blog.address))?;
    page.run("document.querySelector('.row-title').click()", &json!([]))?;
    editor_is_there(page)?;
    page.widget().becomes_ready()?;
    same("after opening it again", &content(page)?, &before)?;
    let label = page.run(
        "return host(arguments[0]).getAttribute('label')",
        &json!([CALCULATOR]),
    )?;
    same("the preview's label", &label, &json!(heading))?;
    let clean = page.run(
        "return wp.data.select('core/editor').isEditedPostDirty()",
        &json!([]),
    )?;
    same("changed by being looked at", &clean, &json!(false))?;
    is_quiet(page, &blog)
}

/// What would tell of itself if it ever became markup or ran.
const MARKUP: &str = "\"'><script>window.pwned=1</script><img src=x onerror=\"window.pwned=1\">";

fn is_harmless(page: &Page<'_>) -> Outcome {
    let seen = page.run(
        "return [window.pwned ?? null,
           document.querySelectorAll('[onclick], [onerror], [onload], .entry-content img, .entry-content style').length,
           [...document.querySelectorAll('.entry-content script')].filter(({type}) => type !== 'application/json').length]",
        &json!([]),
    )?;
    same("harmless", &seen, &json!([null, 0, 0]))
}

fn nothing_hostile_in_a_block_becomes_markup(page: &Page<'_>) -> Outcome {
    let blog = blog(page)?;
    let scenario = json!({"rate": {
        "viewers": 5000, "conversions": 50, "action": "custom",
        "actionName": "</script><script>window.pwned=1</script><!--<script>[gallery]",
    }});
    let attributes = json!({
        "tool": "script",
        "views": ["rate", MARKUP, 7],
        "settings": {
            "label": MARKUP, "action-name": "javascript:window.pwned=1", "currency": MARKUP, "theme": MARKUP,
            "onclick": "window.pwned=1", "style": "position:fixed", MARKUP: MARKUP, "level": ["x"], "per": null,
        },
        "scenario": scenario.to_string(),
        "fallback": format!("{MARKUP} [gallery]"),
        "height": "1px;position:fixed",
        "align": MARKUP,
    });
    // As WordPress writes the attributes of a block into its comment.
    let comment = attributes
        .to_string()
        .replace('<', "\\u003c")
        .replace('>', "\\u003e");
    let comment = comment
        .replace("--", "\\u002d\\u002d")
        .replace("\\\"", "\\u0022");
    let block = format!("<!-- wp:conversion-widget/calculator {comment} /-->");
    let odd = r#"<!-- wp:conversion-widget/calculator {"settings":"x","views":"rate","scenario":"[1]","fallback":7,"tool":[]} /-->"#;
    let post = post(page, &blog, &format!("{block}\n\n{odd}"))?;
    page.go(&post.address)?;
    let widget = page.widget();
    widget.becomes_ready()?;
    widget.comes_to_rate(0.01)?;
    is_harmless(page)?;
    let seen = written(page, CALCULATOR)?;
    same(
        "attributes",
        part(&seen, "/attributes"),
        &json!({
            "views": "rate", "label": MARKUP, "action-name": "javascript:window.pwned=1", "currency": MARKUP,
            "theme": MARKUP, "style": "display:block",
        }),
    )?;
    same("the scenario", part(&seen, "/scenario"), &scenario)?;
    same(
        "paragraphs",
        part(&seen, "/paragraphs"),
        &json!([format!("{MARKUP} [gallery]")]),
    )?;
    let second = written(page, "div + div > conversion-calculator")?;
    same(
        "what means nothing is left out",
        part(&second, "/attributes"),
        &json!({"style": "display:block"}),
    )?;
    same(
        "the second's paragraphs",
        part(&second, "/paragraphs"),
        &json!(["Conversion calculator"]),
    )?;
    is_quiet(page, &blog)?;

    // Nor where somebody else opens it, who may do more than its author.
    page.go(&post.desk)?;
    editor_is_there(page)?;
    page.widget().becomes_ready()?;
    page.widget().comes_to_rate(0.01)?;
    let seen = page.run(
        "const names = host(arguments[0]).getAttributeNames().sort();
         return [window.pwned ?? null, names, document.querySelectorAll('[onclick], [onerror]').length]",
        &json!([CALCULATOR]),
    )?;
    let names = json!([
        "action-name",
        "currency",
        "label",
        "style",
        "theme",
        "views"
    ]);
    same("in the editor", &seen, &json!([null, names, 0]))?;
    page.click("[data-type='conversion-widget/calculator']")?;
    is_quiet(page, &blog)
}

fn nothing_hostile_in_a_shortcode_becomes_markup(page: &Page<'_>) -> Outcome {
    let blog = blog(page)?;
    // WordPress itself refuses attributes with an unfinished tag, so the quotation marks come as references.
    let shortcodes = "<!-- wp:shortcode -->\n\
        [conversion_calculator views=\"rate\" viewers='5000' conversions=50 onclick=\"window.pwned=1\" style=\"position:fixed\" \
        label='&quot;&gt;&lt;script&gt;window.pwned=1&lt;/script&gt; &amp;lt;' theme='javascript:window.pwned=1' \
        scenario=\"%7B%22rate%22%3A%7B%22action%22%3A%22custom%22%2C%22actionName%22%3A%22%3C%2Fscript%3E%3Cscript%3Ewindow.pwned%3D1%3C%2Fscript%3E%22%7D%7D\"]\
        <script>window.pwned=1</script><img src=x onerror=\"window.pwned=1\" class=\"kept\"><b onclick=\"window.pwned=1\">50</b> of 5,000[/conversion_calculator]\n\
        <!-- /wp:shortcode -->";
    page.go(&post(page, &blog, shortcodes)?.address)?;
    let widget = page.widget();
    widget.becomes_ready()?;
    widget.comes_to_rate(0.01)?;
    let seen = page.run(
        "const element = host(arguments[0]);
         return [window.pwned ?? null, [...element.querySelectorAll('*')].flatMap(({attributes}) => [...attributes])
           .filter(({name}) => name.startsWith('on')).length, element.querySelectorAll('script').length,
           text(element.querySelector('b')), element.getAttributeNames().sort()]",
        &json!([CALCULATOR]),
    )?;
    let names = json!([
        "conversions",
        "label",
        "share-url",
        "style",
        "theme",
        "viewers",
        "views"
    ]);
    same("what is left", &seen, &json!([null, 0, 1, "50", names]))?;
    let seen = written(page, CALCULATOR)?;
    same(
        "label",
        part(&seen, "/attributes/label"),
        &json!("\"><script>window.pwned=1</script> &lt;"),
    )?;
    same(
        "the name of the action",
        part(&seen, "/scenario/rate/actionName"),
        &json!("</script><script>window.pwned=1</script>"),
    )?;
    is_quiet(page, &blog)
}

fn shortcodes_take_their_attributes_as_people_write_them(page: &Page<'_>) -> Outcome {
    let blog = blog(page)?;
    let shortcodes = "<!-- wp:paragraph -->\n<p>[conversion_calculator Views=SplitTest,Rate VIEWERS=10000 conversions=”300” targetRate=0.04 nonsense=1]</p>\n<!-- /wp:paragraph -->\n\n\
        <!-- wp:freeform -->\n[conversion_calculator views=\"rate\" viewers=\"10000\" conversions=\"400\" loading=\"eager\" share_url=\"https://blog.example/c\"]\n\nFirst.\n\nSecond.\n\n[/conversion_calculator]\n<!-- /wp:freeform -->\n\n\
        <!-- wp:shortcode -->\n[lifetime_value_projector order_value=\"60\" gross-margin=\"0.55\" retention_rate=\"0.5\" acquisitionCost=\"20\" loading=\"eager\" share-url=\"javascript:alert(1)\"]A customer.[/lifetime_value_projector]\n<!-- /wp:shortcode -->";
    page.go(&post(page, &blog, shortcodes)?.address)?;
    let first = written(page, CALCULATOR)?;
    same(
        "attributes",
        part(&first, "/attributes"),
        &json!({"views": "splitTest rate", "viewers": "10000", "conversions": "300", "target-rate": "0.04", "style": "display:block"}),
    )?;
    page.widget().becomes_ready()?;
    page.run("host(arguments[0]).id = 'first'", &json!([CALCULATOR]))?;
    let second = "conversion-calculator:not(#first)";
    page.widget_at(second).becomes_ready()?;
    page.widget_at(second).comes_to_rate(0.04)?;
    let seen = written(page, second)?;
    same(
        "paragraphs",
        part(&seen, "/paragraphs"),
        &json!(["First.", "Second."]),
    )?;
    let link = part(&seen, "/attributes/share-url");
    same("where links lead", link, &json!("https://blog.example/c"))?;
    let third = page.widget_at("lifetime-value-projector");
    third.becomes_ready()?;
    let seen = written(page, "lifetime-value-projector")?;
    for (name, value) in [
        ("order-value", "60"),
        ("gross-margin", "0.55"),
        ("retention-rate", "0.5"),
        ("acquisition-cost", "20"),
    ] {
        // Of what is no address, links lead to the plugin's own page.
        same(
            "where links lead",
            part(&seen, "/attributes/share-url"),
            &Value::Null,
        )?;
        same(
            name,
            part(&seen, &format!("/attributes/{name}")),
            &json!(value),
        )?;
    }
    same(
        "paragraphs",
        part(&seen, "/paragraphs"),
        &json!(["A customer."]),
    )?;
    let scripts = page.run(
        "return document.querySelectorAll('script[src*=\"/embed.js\"]').length",
        &json!([]),
    )?;
    same("one script for all", &scripts, &json!(1))?;
    is_quiet(page, &blog)
}

fn feeds_and_amp_pages_have_the_words_and_the_way(page: &Page<'_>) -> Outcome {
    let blog = blog(page)?;
    let content = "<!-- wp:conversion-widget/calculator {\"settings\":{\"viewers\":\"10\"},\"fallback\":\"Said \\u0026amp; done.\"} /-->\n\n\
        <!-- wp:shortcode -->\n[conversion_calculator viewers=\"10\"]And said again.[/conversion_calculator]\n<!-- /wp:shortcode -->";
    let Post { address, .. } = post(page, &blog, content)?;
    let texts = page.run_async(
        "const read = async url => (await fetch(url)).text();
         const [root, post] = arguments;
         const feed = new DOMParser().parseFromString(await read(`${root}/?feed=rss2`), 'text/xml');
         const item = [...feed.querySelectorAll('item')].find(item => item.querySelector('link').textContent === post);
         const amp = await read(post + (post.includes('?') ? '&' : '?') + 'amp=1');
         return [item.getElementsByTagName('content:encoded')[0].textContent, amp]",
        &json!([blog.address, address]),
    )?;
    for (place, name) in ["the feed", "the AMP page"].iter().enumerate() {
        let text = part(&texts, &format!("/{place}"))
            .as_str()
            .unwrap_or_default();
        contains(name, text, "<p>Said &amp; done.</p>")?;
        contains(name, text, "<p>And said again.</p>")?;
        contains(
            name,
            text,
            &format!("<a href=\"{address}\">Open the calculator</a>"),
        )?;
        for word in ["<conversion-calculator", "embed.js"] {
            holds(!text.contains(word), format_args!("{word} in {name}"))?;
        }
    }
    is_quiet(page, &blog)
}

fn a_page_without_a_calculator_loads_nothing_of_it(page: &Page<'_>) -> Outcome {
    let blog = blog(page)?;
    page.go(&format!("{}/?p=1", blog.address))?;
    let html = page.run("return document.documentElement.outerHTML", &json!([]))?;
    let html = html.as_str().unwrap_or_default();
    contains("the page", html, "Hello world!")?;
    for word in [
        "plugins/conversion-widget",
        "conversion-calculator",
        "embed.js",
    ] {
        holds(
            !html.contains(word),
            format_args!("{word} in a page without any"),
        )?;
    }
    same("of the plugin", &asked(page, &blog)?, &Vec::<String>::new())?;
    is_quiet(page, &blog)
}

/// The last of them: who comes after it finds no plugin.
fn removing_it_leaves_nothing_behind(page: &Page<'_>) -> Outcome {
    let blog = blog(page)?;
    log_in(page, &blog, ADMIN)?;
    let left = "SELECT option_name FROM wp_options WHERE option_name LIKE '%conversion%'
        UNION SELECT meta_key FROM wp_usermeta WHERE meta_key LIKE '%conversion%'
        UNION SELECT table_name FROM information_schema.tables WHERE table_name LIKE '%conversion%'";
    same(
        "kept while it is at work",
        &blog.ask(left)?,
        &Vec::<String>::new(),
    )?;
    let known =
        blog.ask("SELECT option_value FROM wp_options WHERE option_name = 'active_plugins'")?;
    contains(
        "the plugins",
        &known.concat(),
        "conversion-widget/conversion-widget.php",
    )?;
    page.go(&format!("{}/wp-admin/plugins.php", blog.address))?;
    let row = "tr[data-plugin^=\"conversion-widget/\"]";
    page.click(&format!("{row} .deactivate a"))?;
    eventually(
        page,
        "the plugin is asleep",
        &format!("return document.querySelector('{row}.inactive .delete a')"),
    )?;
    page.run("window.confirm = () => true", &json!([]))?;
    page.click(&format!("{row} .delete a"))?;
    eventually(
        page,
        "the plugin is gone",
        "return document.querySelector('.plugin-deleted-tr')",
    )?;
    holds(!blog.plugin(PLUGIN).exists(), "its folder is still there")?;
    same("left", &blog.ask(left)?, &Vec::<String>::new())?;
    is_quiet(page, &blog)?;
    close();
    Ok(())
}
