//! What pieces follow: values, flags and facts, each of one type.

use core::cell::RefCell;
use leptos::prelude::*;
use std::rc::Rc;

/// A value of an element's, and that it has changed.
///
/// Leptos' own signals are code for each type of value, here a kilobyte of the module each, and the
/// kind for one thread more: this is a cell and a trigger.
pub struct Watched<T> {
    /// The value, behind the back of those who follow it.
    pub value: RefCell<T>,
    /// Tells them.
    pub changed: ArcTrigger,
}

thread_local! {
    static FLAGS: RefCell<Vec<Option<Rc<Watched<bool>>>>> = const { RefCell::new(Vec::new()) };
}

/// A yes or no that several pieces share, as long as the owner lives that it was made under. A
/// handle: copies are the same one.
#[derive(Clone, Copy)]
pub struct Flag(usize);

impl Flag {
    /// A fresh one.
    pub fn new(value: bool) -> Self {
        let fresh = Some(Rc::new(Watched::new(value)));
        let place = FLAGS.with_borrow_mut(|all| {
            let place = all.iter().position(Option::is_none).unwrap_or(all.len());
            if place == all.len() {
                all.push(None);
            }
            if let Some(slot) = all.get_mut(place) {
                *slot = fresh;
            }
            place
        });
        on_cleanup(move || {
            drop(FLAGS.with_borrow_mut(|all| all.get_mut(place)?.take()));
        });
        Self(place)
    }

    fn held(self) -> Option<Rc<Watched<bool>>> {
        FLAGS.with_borrow(|all| all.get(self.0)?.clone())
    }

    /// Reads it, and again whenever it changes.
    pub fn get(self) -> bool {
        self.held().is_some_and(|held| held.get())
    }

    /// Reads it, once.
    pub fn get_untracked(self) -> bool {
        self.held().is_some_and(|held| held.get_untracked())
    }

    /// Sets it.
    pub fn set(self, value: bool) {
        if let Some(held) = self.held() {
            held.set(value);
        }
    }
}

/// Numbers that pieces depend on, worked out anew when what they come of changes, and told when
/// they are others: a count, the ends of a range, nothing for no.
pub type Facts = Memo<Vec<f64>>;

/// What works them out, given the last ones.
pub type Work = Box<dyn Fn(&[f64]) -> Vec<f64> + Send + Sync>;

/// Fresh [`Facts`]; of one type, for the same reason.
#[inline(never)]
pub fn facts(work: Work) -> Facts {
    Memo::new(move |before: Option<&Vec<f64>>| work(before.map_or(&[], Vec::as_slice)))
}

/// Whether there are any.
pub fn are(facts: Facts) -> bool {
    facts.with(|facts| !facts.is_empty())
}

/// The first of them.
pub fn first(facts: Facts) -> f64 {
    facts.with(|facts| facts.first().copied().unwrap_or_default())
}

/// A count or a place as a fact.
pub fn fact_of(place: usize) -> Vec<f64> {
    vec![u32::try_from(place).unwrap_or(u32::MAX).into()]
}

/// A fact that is a count or a place.
pub fn place_of(fact: f64) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "made of one"
    )]
    let place = fact as u32;
    usize::try_from(place).unwrap_or(usize::MAX)
}

/// Something for yes, nothing for no.
pub fn fact(is_so: bool) -> Vec<f64> {
    if is_so { vec![1.0] } else { Vec::new() }
}

impl<T> Watched<T> {
    /// A value that nobody follows yet.
    pub fn new(value: T) -> Self {
        Self {
            value: RefCell::new(value),
            changed: ArcTrigger::new(),
        }
    }

    /// Reads it, and again whenever it changes.
    pub fn with<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        self.changed.track();
        self.with_untracked(read)
    }

    /// Reads it, once.
    pub fn with_untracked<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        read(&self.value.borrow())
    }

    /// A copy of it, again whenever it changes.
    pub fn get(&self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// A copy of it, once.
    pub fn get_untracked(&self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }

    /// Puts another in its place.
    pub fn set(&self, value: T) {
        self.update(|old| *old = value);
    }

    /// Changes it.
    pub fn update(&self, change: impl FnOnce(&mut T)) {
        self.update_untracked(change);
        self.changed.notify();
    }

    /// Changes it and tells nobody.
    pub fn update_untracked(&self, change: impl FnOnce(&mut T)) {
        change(&mut self.value.borrow_mut());
    }
}
