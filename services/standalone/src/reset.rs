use crate::arguments::Settings;
use crate::home::Home;
use crate::say::say;
use haicap_kit::Exit;
use haicap_postgres::Cluster;

/// Deletes the data of the private server after asking. The keys stay, so that tokens in hand stay good.
pub(crate) fn reset(settings: &Settings, is_agreed: bool) -> Exit {
    if settings.database_url().is_some() {
        return Err("`haicap reset` deletes a private database alone: drop the schemas that DATABASE_URL leads to \
                    yourself, or unset it"
            .into());
    }
    let home = Home::at(&settings.home)?;
    let _lock = home.lock()?;
    if !is_agreed && !agrees(&home)? {
        return Err("nothing was deleted".into());
    }
    // The database goes first: without it the next start loads anew, whatever else is left by then.
    Cluster::remove(home.folder())?;
    home.remove_private_belongings()?;
    say("Deleted. The next `haicap` begins with the example again.");
    Ok(())
}

fn agrees(home: &Home) -> std::io::Result<bool> {
    say(format!("This deletes the private database in {} and its attachments. Go on? [y/N]", home.folder().display()));
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "c" | "có"))
}
