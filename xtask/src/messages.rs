//! The sentences in every language but English, which the module itself carries.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};

use crate::message;
use crate::pseudo::Pseudo;

const SOURCE: &str = "en";

/// Per language the file that is shipped: an array of texts in the order of `en.json`, so that
/// no name of a sentence travels.
pub(crate) fn arrays(folder: &Path) -> Result<BTreeMap<String, String>> {
    let english = read(&folder.join("en.json"))?;
    let mut arrays = BTreeMap::new();
    for file in fs::read_dir(folder)? {
        let path = file?.path();
        let language = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.extension().is_some_and(|ending| ending == "json") && language != SOURCE {
            let translated = read(&path)?;
            let texts = in_order(&english, &translated)
                .with_context(|| format!("src/messages/{language}.json does not match en.json"))?;
            arrays.insert(language, serde_json::to_string(&texts)?);
        }
    }
    for pseudo in Pseudo::ALL {
        let mut texts = Vec::new();
        for (id, text) in &english {
            let translated = pseudo.translate(text);
            texts.push(translated.with_context(|| format!("en.json, `{id}`"))?);
        }
        arrays.insert(pseudo.language().to_owned(), serde_json::to_string(&texts)?);
    }
    Ok(arrays)
}

type Sentences = Vec<(String, String)>;

fn read(path: &Path) -> Result<Sentences> {
    let name = path.display();
    let text = fs::read_to_string(path).with_context(|| format!("{name} cannot be read"))?;
    sentences(&text).with_context(|| format!("{name} is no list of sentences"))
}

fn sentences(json: &str) -> Result<Sentences> {
    let object: Map<String, Value> = serde_json::from_str(json)?;
    let mut sentences = Vec::new();
    for (id, value) in object {
        let Value::String(text) = value else {
            bail!("`{id}` is no text")
        };
        message::parse(&text).with_context(|| format!("`{id}`"))?;
        sentences.push((id, text));
    }
    Ok(sentences)
}

fn in_order<'texts>(
    english: &Sentences,
    translated: &'texts Sentences,
) -> Result<Vec<&'texts str>> {
    let ids = |sentences: &Sentences| {
        sentences
            .iter()
            .map(|(id, _)| id.clone())
            .collect::<BTreeSet<_>>()
    };
    let (wanted, given) = (ids(english), ids(translated));
    let list = |ids: &mut dyn Iterator<Item = &String>| {
        ids.map(String::as_str).collect::<Vec<_>>().join(", ")
    };
    let missing = list(&mut wanted.difference(&given));
    let extra = list(&mut given.difference(&wanted));
    match (missing.is_empty(), extra.is_empty()) {
        (true, true) => {}
        (false, true) => bail!("these sentences are missing: {missing}"),
        (true, false) => bail!("these sentences are not in English: {extra}"),
        (false, false) => {
            bail!("these sentences are missing: {missing}; these are not in English: {extra}")
        }
    }
    let by_id: BTreeMap<_, _> = translated
        .iter()
        .map(|(id, text)| (id, text.as_str()))
        .collect();
    let mut texts = Vec::new();
    for (id, source) in english {
        let text = by_id.get(id).copied().unwrap_or_default();
        let (wanted, given) = (message::parse(source)?, message::parse(text)?);
        let (wanted, given) = (message::names(&wanted), message::names(&given));
        if wanted != given {
            bail!("`{id}` has the placeholders {given:?}, in English {wanted:?}");
        }
        texts.push(text);
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::{in_order, sentences};

    fn matched(english: &str, other: &str) -> Result<Vec<String>, String> {
        let (english, other) = (sentences(english).unwrap(), sentences(other).unwrap());
        let texts = in_order(&english, &other).map_err(|error| error.to_string())?;
        Ok(texts.into_iter().map(str::to_owned).collect())
    }

    #[test]
    fn the_array_follows_the_order_of_english() {
        let texts = matched(
            r#"{"z": "Z", "a": "A {n}"}"#,
            r#"{"a": "{n} ah", "z": "Zet"}"#,
        );
        assert_eq!(texts.unwrap(), ["Zet", "{n} ah"]);
    }

    #[test]
    fn missing_extra_and_unlike_sentences_are_named() {
        let told = matched(r#"{"a": "A", "b": "B"}"#, r#"{"b": "B", "c": "C"}"#).unwrap_err();
        assert!(
            told.contains("missing: a") && told.contains("not in English: c"),
            "{told}"
        );
        let told = matched(r#"{"a": "{n} of {m}"}"#, r#"{"a": "{n} von {k}"}"#).unwrap_err();
        assert!(
            told.contains("`a`") && told.contains('k') && told.contains('m'),
            "{told}"
        );
        assert!(sentences(r#"{"a": 1}"#).is_err());
        assert!(sentences(r#"{"a": "{n"}"#).is_err());
    }
}
