//! What an author has chosen: plain data, from which every text is written.

use crate::escape;
use conversion_widget::scenario::datum::Datum;
use conversion_widget::scenario::field::FieldId;
use conversion_widget::scenario::view::{Tool, View};

/// What an author has chosen. An empty text is the widget's own default.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Which element.
    pub tool: Tool,
    /// Which views, in order; at least one.
    pub views: Vec<View>,
    /// Which inputs stand in front; none for the usual ones.
    pub fields: Vec<FieldId>,
    /// In whose way numbers are read and written: a BCP 47 tag.
    pub language: String,
    /// An ISO 4217 code.
    pub currency: String,
    /// `light` or `dark`.
    pub theme: String,
    /// A colour as `#rrggbb`.
    pub accent: String,
    /// The heading of the card.
    pub label: String,
    /// Whether the card may be wider than 720 px.
    pub fills: bool,
    /// The figures that differ from what the element has anyway.
    pub given: Vec<(FieldId, Datum)>,
}

impl Choice {
    /// What a visitor begins with.
    pub fn of(tool: Tool) -> Self {
        Self {
            tool,
            views: tool.views().iter().copied().take(1).collect(),
            fields: Vec::new(),
            language: String::new(),
            currency: String::new(),
            theme: String::new(),
            accent: String::new(),
            label: String::new(),
            fills: false,
            given: Vec::new(),
        }
    }

    /// The element's name.
    pub const fn tag(&self) -> &'static str {
        tag(self.tool)
    }

    /// The attributes that are no figures, in the order in which they are written.
    pub fn manner(&self) -> Vec<(String, String)> {
        let names = |names: Vec<&str>| names.join(" ");
        let is_every = self.views == self.tool.views();
        let views = names(self.views.iter().map(|view| view.name()).collect());
        let fields = names(self.fields.iter().map(|field| field.name()).collect());
        let all = [
            ("views", if is_every { String::new() } else { views }),
            ("label", self.label.trim().to_owned()),
            ("lang", self.language.clone()),
            ("currency", self.currency.clone()),
            ("theme", self.theme.clone()),
            ("fields", fields),
        ];
        let said = all.into_iter().filter(|(_, value)| !value.is_empty());
        said.map(|(name, value)| (name.to_owned(), value)).collect()
    }

    /// The custom properties that dye the card.
    pub fn tokens(&self) -> Vec<(&'static str, String)> {
        let Some(accent) = crate::colour::Colour::read(&self.accent) else {
            return Vec::new();
        };
        vec![
            ("--cw-accent", accent.to_string()),
            ("--cw-on-accent", accent.ink().to_string()),
        ]
    }

    /// The figures that an attribute can say.
    pub fn scalars(&self) -> Vec<(String, String)> {
        let scalar = |(field, datum): &(FieldId, Datum)| {
            let text = match datum {
                Datum::Number(value) => escape::number(*value),
                Datum::Text(text) => text.clone(),
                Datum::Flag(flag) => flag.to_string(),
                Datum::Null | Datum::List(_) | Datum::Record(_) => return None,
            };
            field.is_scalar().then(|| (field.attribute(), text))
        };
        self.given.iter().filter_map(scalar).collect()
    }

    /// The figures as a partial scenario.
    pub fn scenario(&self) -> Datum {
        record(&self.views, self.given.iter())
    }

    /// Of those, the ones that no attribute can say.
    pub fn lists(&self) -> Datum {
        let lists = self.given.iter().filter(|(field, _)| !field.is_scalar());
        record(&self.views, lists)
    }

    /// What the card is called where it cannot say so itself.
    pub fn title(&self) -> String {
        let label = self.label.trim();
        match self.tool {
            _ if !label.is_empty() => label,
            Tool::ConversionCalculator => "Conversion calculator",
            Tool::LifetimeValueProjector => "Lifetime value projector",
        }
        .to_owned()
    }
}

/// The name of an element.
pub const fn tag(tool: Tool) -> &'static str {
    match tool {
        Tool::ConversionCalculator => "conversion-calculator",
        Tool::LifetimeValueProjector => "lifetime-value-projector",
    }
}

/// Figures as a partial scenario: each under the first of the views that asks for it.
pub fn record<'a>(views: &[View], given: impl Iterator<Item = &'a (FieldId, Datum)>) -> Datum {
    let mut scenario = Datum::Record(Vec::new());
    for (field, datum) in given {
        if let Some(view) = views.iter().find(|view| view.fields().contains(field)) {
            let path = [view.name(), ".", field.name()].concat();
            scenario.put(&path, datum.clone());
        }
    }
    scenario
}
