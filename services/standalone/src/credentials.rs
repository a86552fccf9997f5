use crate::home::{self, HomeError, PRIVATE, PUBLIC, write_once};
use crate::say::say;
use haicap_kit::Exit;
use haicap_kit::auth::{DemoIssuer, DemoKeyError};
use std::fs;
use std::path::Path;

/// The private key, as PKCS#8.
const KEY_FILE: &str = "signing-key.der";

/// The public key, for whoever checks tokens.
const JWKS_FILE: &str = "jwks.json";

/// Why there is nothing to sign with.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CredentialsError {
    #[error(transparent)]
    File(#[from] HomeError),
    #[error(transparent)]
    Key(#[from] DemoKeyError),
}

/// The issuer whose keys are in this folder; they are made if missing.
pub(crate) fn issuer_in(folder: &Path) -> Result<DemoIssuer, CredentialsError> {
    let path = folder.join(KEY_FILE);
    let key = match fs::read(&path) {
        Ok(key) => key,
        Err(_) => write_once(&path, &DemoIssuer::generate()?, PRIVATE)?,
    };
    let issuer = DemoIssuer::new(&key, DemoIssuer::ISSUER, DemoIssuer::AUDIENCE)?;
    write_once(&folder.join(JWKS_FILE), issuer.jwks().as_bytes(), PUBLIC)?;
    Ok(issuer)
}

/// Makes the keys in this folder, with the public one in another folder as well, and says where they are.
pub(crate) fn write(folder: &Path, public: Option<&Path>) -> Exit {
    fs::create_dir_all(folder).map_err(|cause| HomeError::file("made", folder, cause))?;
    let issuer = issuer_in(folder)?;
    if let Some(public) = public {
        fs::create_dir_all(public).map_err(|cause| HomeError::file("made", public, cause))?;
        home::write(&public.join(JWKS_FILE), issuer.jwks().as_bytes(), PUBLIC)?;
    }
    say(format!("The keys are in {}.", folder.display()));
    Ok(())
}
