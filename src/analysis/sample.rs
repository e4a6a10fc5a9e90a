//! A small atlas, for tests.
//!
//! ```text
//! tengiz ==pipe==> novo --lane-1-- strait --lane-2-- augusta
//!    \\==old-pipe (until 2010)==> novo-old
//! ```

use super::model::{Assignment, AssignmentModel, ScenarioInputs};
use crate::answer::Metadata;
use crate::input::{self, Source};
use crate::model::{Day, Effect, Id, Measure, Selector};
use crate::network::Network;
use crate::tables::{Atlas, Column, Flow, FlowYears, TABLES, TableSpec};
use crate::validate;
use assignment::Mass;

/// Table after table: its name, the columns that are not empty everywhere, its rows.
const ROWS: &str = "
countries
iso3,name,blocs,landlocked,source
ITA,Italy,EU,false,atlas-of-countries
KAZ,Kazakhstan,EAEU,true,atlas-of-countries
RUS,Russia,EAEU,false,atlas-of-countries
TUR,Türkiye,,false,atlas-of-countries

places
id,name,kind,country,lat,lon,unlocode,seaport,gate,operator,demand_kt_y,demand_kt_y_low,demand_kt_y_high,year,basis,source
augusta,Augusta,refinery,ITA,45,53,ITAUG,true,crude,,5000,4000,6000,2024,reported,handbook
novo,Novorossiysk,terminal,RUS,45,53,RUNVS,true,,pipeco,,,,2024,reported,handbook
novo-old,Novorossiysk,hub,RUS,45,53,RUNVS,true,,,,,,2024,reported,handbook
strait,Bosporus,strait,TUR,45,53,,false,,,,,,2024,reported,handbook
tengiz,Tengiz,field,KAZ,45,53,,false,,,,,,2024,reported,handbook

links
id,name,line,corridor,from,to,mode,two_way,cargo,length_km,cost_usd_t,hours,operator,territory,until,year,basis,source
lane-1,LANE-1,,,novo,strait,sea,true,crude,1000,5,100,,,,2024,reported,handbook
lane-2,LANE-2,,,strait,augusta,sea,true,crude,1000,5,100,,,,2024,reported,handbook
old-pipe,OLD-PIPE,old,,tengiz,novo-old,pipeline,false,crude,1000,30,100,pipeco,KAZ;RUS,2010-12-31,2024,reported,handbook
pipe,PIPE,cpc,western,tengiz,novo,pipeline,false,crude,1000,30,100,pipeco,KAZ;RUS,,2024,reported,handbook

capacities
id,assets,cargo,kt_y,kt_y_low,kt_y_high,basis,availability,year,since,until,evidence,source
moorings,novo,crude,60000,55000,65000,physical,0.5,2024,,,reported,yearbook
old-pipe,old-pipe,crude,60000,,,physical,0.5,2024,,2010-12-31,reported,yearbook
pipe-2020,pipe,crude,60000,55000,65000,physical,0.5,2024,2020-01-01,2022-12-31,reported,yearbook
pipe-2023,pipe,crude,80000,70000,90000,physical,0.5,2024,2023-01-01,,reported,yearbook

transfers
id,place,kind,from,to,cargo,usd_t,hours,year,basis,source
loading,novo,,pipeline:cpc,sea,crude,2,24,2024,reported,handbook

charges
id,kind,selector,usd_t,year,basis,source
blending,quality,transfer=*>pipeline:cpc,0.5,2024,reported,handbook
toll,toll,place=strait,0.5,2024,reported,handbook

modes
id,mode,vessel,cargo,usd_per_tkm,fixed_usd_t,speed_km_h,dwt_kt,year,basis,source
aframax,sea,aframax,crude,0.005,2,20,115,2024,reported,brokers

commodities
id,name,hs,cargo,value_usd_t,holding_pct_day,unit,barrels_per_tonne,year,basis,source
crude-light,Light crude,270900,crude,600,0,t,7.8,2024,reported,handbook

flows
id,commodity,origin,destination,kt_y,kt_y_low,kt_y_high,year,from,until,basis,via,evidence,source
flow-2024,crude-light,tengiz,ITA,1000,500,2000,2024,,,observed,cpc;strait,reported,customs
plan,crude-light,tengiz,ITA,100,50,200,,2025-01-01,2030-12-31,plan,,reported,customs

observed
asset,origin,year,kt,kt_low,kt_high,scope,basis,source
cpc,KAZ,2024,63000,62000,64000,all oil,reported,yearbook

history
asset,column,since,until,value,basis,source
pipe,cost_usd_t,2005-01-01,2016-12-31,25,reported,yearbook

parties
id,name,kind,country,source
bank,BANK,company,RUS,handbook
pipeco,PIPECO,company,RUS,handbook
state,STATE,state,RUS,handbook

holdings
holder,held,kind,share_pct,share_pct_low,since,until,basis,source
state,pipeco,shares,24,23,,,reported,register
bank,pipeco,shares,5,4,,2020-12-31,reported,register

sources
id,title,publisher,date,licence,url
atlas-of-countries,The atlas-of-countries,Press,2024,,
brokers,The brokers,Press,2024,,
customs,The customs,Press,2024,,
handbook,The handbook,Press,2024,,
register,The register,Press,2024,,
yearbook,The yearbook,Press,2024,,
";

const CLOSED: &str = r#"
id = "cpc-closed"
title = "CPC stops"
extends = "none"
[[measure]]
id = "event:cpc-stop"
authority = "event"
effect = { close = true }
on = { line = ["cpc"] }
source = "what-if"
"#;

pub fn id(text: &str) -> Id {
    Id::trusted(text)
}

pub fn head() -> Metadata {
    Metadata::default()
}

/// On 30 June 2024.
pub fn network() -> Network {
    Network::new(atlas().on(Day::mid(2024)))
}

pub fn closing(measure: &str, line: &str) -> Measure {
    Measure::what_if(measure, Effect::Close, Some(Selector::of("line", line)))
}

/// Places in the order of their ids: augusta 0, novo 1, novo-old 2, strait 3, tengiz 4; links: lane-1 0, lane-2 1,
/// old-pipe 2, pipe 3.
pub fn atlas() -> Atlas {
    let tables: Vec<String> = TABLES.iter().map(file).collect();
    let mut files: Vec<(&str, &[u8])> =
        TABLES.iter().zip(&tables).map(|(spec, text)| (spec.file, text.as_bytes())).collect();
    files.push(("scenarios/cpc-closed.toml", CLOSED.as_bytes()));
    files.extend(input::tiny().into_iter().filter(|(name, _)| *name == "datapackage.json"));
    read(&files)
}

/// A table with all its columns.
fn file(spec: &TableSpec) -> String {
    let own = |table: &&str| table.trim().split_once('\n').is_some_and(|(name, _)| name == spec.name);
    let mut lines = ROWS.split("\n\n").find(own).unwrap_or_default().trim().lines().skip(1);
    let named: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    let row = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        let cell = |column: &Column| named.iter().position(|name| *name == column.name).map_or("", |at| cells[at]);
        spec.columns.iter().map(cell).collect::<Vec<_>>().join(",")
    };
    std::iter::once(spec.header()).chain(lines.map(row)).collect::<Vec<_>>().join("\n")
}

/// A flow of Tengiz crude to Augusta by CPC.
pub fn flow(key: &str, year: i16, kt: f64) -> Flow {
    let mut flow = atlas().flows.get("flow-2024").unwrap().clone();
    flow.mass.value = Mass::from_kt(kt).unwrap();
    Flow { id: id(key), when: FlowYears::Year(year), ..flow }
}

/// The atlas of a folder of `data`.
pub fn read(files: &[(&str, &[u8])]) -> Atlas {
    validate::atlas(input::read(Source::Files(files)).unwrap()).unwrap().0
}

/// No tonne is lost or made, and no limit is exceeded.
pub fn holds(model: &AssignmentModel<'_>, inputs: &ScenarioInputs, assignment: &Assignment, what: &str) {
    assert!(assignment.conserves(inputs), "{what}: tonnes are lost or made");
    for (at, load) in model.loads(inputs, assignment).into_iter().enumerate() {
        assert!(load <= inputs.bundles[at].limit, "{what}: {} is exceeded", inputs.names[at]);
    }
}
