"""Names of products, languages and the like with their spelling, by the name in lower case."""

_NAMES = (
    "Terraform Kubernetes Docker Jenkins GitHub GitLab Jira Confluence Slack Zoom Skype WhatsApp "
    "LinkedIn YouTube Facebook "
    "Instagram Google Microsoft PowerPoint Photoshop InDesign Figma Salesforce HubSpot Shopify WordPress JavaScript "
    "TypeScript Python PostgreSQL Postgres MySQL MongoDB Redis Kafka Airflow Snowflake Databricks Azure Linux Windows "
    "Android iPhone iPad SAP SQL AWS API APIs DNS CI HTML CSS JSON XML PDF GDPR HR CRM ERP KPI KPIs "
    "NHS USA UK EU QA UX UI "
    "CAD SolidWorks AutoCAD Revit MATLAB TensorFlow PyTorch English French German Spanish Italian Polish Dutch "
    "Portuguese Russian Chinese Japanese Arabic Turkish Hindi Welsh Irish Scottish European American "
    "British Christmas Easter Scotland England Wales Ireland Britain Europe America Australia Canada Germany France "
    "Spain Italy Poland Norway Sweden Denmark Finland Belgium Austria Switzerland Portugal Greece India Scandinavia "
    "Xero QuickBooks Trello Canva Zendesk Datadog Netflix Lightroom TikTok Gmail Dropbox OneDrive SharePoint Grafana "
    "Bluetooth"
).split()

PROPER: dict[str, str] = {name.lower(): name for name in _NAMES} | {"k8s": "Kubernetes"}
"""The spelling by the word in small letters."""
