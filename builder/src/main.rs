//! The module of the builder's page.

#[cfg(target_arch = "wasm32")]
#[allow(
    unreachable_pub,
    reason = "what a component makes of its properties is public"
)]
mod page;

fn main() {
    #[cfg(target_arch = "wasm32")]
    page::start();
}
